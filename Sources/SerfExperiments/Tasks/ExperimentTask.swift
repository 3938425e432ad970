public import SerfSettings
public import SerfTraining

/// What the runner needs of a task: its settings, its figures, and how one cell is trained.
///
/// A task slots in as one type. Cells of one seed must see the same data in the same order and begin with the same
/// random numbers, whatever else they vary: that is what makes their figures pairs.
public protocol ExperimentTask: Sendable {
  /// As a specification says it: `sentiment`.
  var name: String { get }

  /// All settings of the task.
  var list: SettingList { get }

  /// The figures that it measures, the usual one first.
  var metrics: [ExperimentMetric] { get }

  /// Puts the task's defaults under what a cell says.
  func complete(_ settings: inout Settings) throws(ExperimentError)

  /// Refuses what can't be trained, as an unknown activation, before anything runs and without reading data.
  func check(_ settings: Settings) throws(ExperimentError)

  /// The files that a cell reads, by the settings that name them.
  func files(_ settings: Settings) throws(ExperimentError) -> [(setting: String, path: String)]

  /// Whether a cell has figures of a part, `dev` or `test`.
  func hasPart(_ part: String, _ settings: Settings) -> Bool

  /// Trains one cell and measures it.
  ///
  /// Settings name a folder (`model`) that is the cell's own, and the threads it may use (`workers`).
  /// - Throws: ``ExperimentError``, with the code `interrupted` where the observer wished it.
  func train(_ settings: Settings, observer: any TrainingObserver) throws(ExperimentError) -> CellFigures
}

/// A figure that a task measures.
public struct ExperimentMetric: Hashable, Sendable {
  /// As a specification says it: `accuracy`.
  public let name: String
  /// What a value is multiplied by for people: 100 for a fraction.
  public let scale: Double
  /// The figure that says what a guess is worth, as `majority`; nil where there is none.
  public let floor: String?

  public init(_ name: String, scale: Double, floor: String? = nil) {
    (self.name, self.scale, self.floor) = (name, scale, floor)
  }
}

/// What a trained cell comes to, beside its curve and its answers, which the observer hears.
public struct CellFigures: Hashable, Sendable {
  public struct Figure: Hashable, Sendable {
    /// `dev` or `test`.
    public let part: String
    public let name: String
    public let value: Double

    public init(part: String, name: String, value: Double) {
      (self.part, self.name, self.value) = (part, name, value)
    }
  }

  public var figures: [Figure]
  public var parameters: Int
  public var epochs: Int
  public var updates: Int
  /// Training alone.
  public var seconds: Double
  public var tokensPerSecond: Double

  public init(
    figures: [Figure], parameters: Int, epochs: Int, updates: Int, seconds: Double, tokensPerSecond: Double
  ) {
    (self.figures, self.parameters, self.epochs, self.updates) = (figures, parameters, epochs, updates)
    (self.seconds, self.tokensPerSecond) = (seconds, tokensPerSecond)
  }
}
