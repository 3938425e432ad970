/// What a run tells whoever watches, and how it is asked to stop. Called on any of the run's threads.
public protocol ExperimentObserver: Sendable {
  func note(_ text: String)
  func progressed(_ progress: ExperimentProgress)
  /// A cell has ended; its reason where it failed.
  func ended(_ cell: PendingCell, score: Double?, failure: String?)
  /// Asked after every update of every cell; true ends the run and keeps what is finished.
  var shouldStop: Bool { get }
}

/// Where a run is, for a progress line.
public struct ExperimentProgress: Hashable, Sendable {
  public var phase: ExperimentPhase
  public var finished: Int
  public var failed: Int
  public var running: Int
  public var total: Int
  /// Since the run began.
  public var seconds: Double
  /// Until the phase is done, from the cells that have ended; nil before one has.
  public var secondsLeft: Double?
}
