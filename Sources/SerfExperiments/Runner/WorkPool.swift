internal import SerfTensor
internal import Synchronization

/// Deals items out to a few threads, one after the other, until none is left or one of them fails.
final class WorkPool<Item: Sendable>: WorkerJob {
  private struct State {
    var rest: ArraySlice<Item>
    var failure: ExperimentError?
  }

  private let state: Mutex<State>
  private let body: @Sendable (Item) throws(ExperimentError) -> Void

  private init(_ items: [Item], _ body: @escaping @Sendable (Item) throws(ExperimentError) -> Void) {
    state = Mutex(State(rest: items[...]))
    self.body = body
  }

  /// Runs `body` on every item.
  /// - Throws: the first error, after the items that were begun have ended; the others are not begun.
  static func run(
    _ items: [Item], threads: Int, _ body: @escaping @Sendable (Item) throws(ExperimentError) -> Void
  ) throws(ExperimentError) {
    let pool = WorkPool(items, body)
    WorkerTeam(count: max(1, min(threads, items.count))).run(pool)
    if let failure = pool.state.withLock({ $0.failure }) { throw failure }
  }

  func work(worker: Int, of workerCount: Int) {
    while let item = state.withLock({ $0.failure == nil ? $0.rest.popFirst() : nil }) {
      do { try body(item) } catch { state.withLock { $0.failure = $0.failure ?? error } }
    }
  }
}
