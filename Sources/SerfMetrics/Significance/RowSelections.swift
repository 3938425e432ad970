internal import Synchronization

/// Random selections of segments, drawn one after the other and used by many threads.
///
/// A draw depends on all before it, so drawing is serial, under a lock; what is done with a selection is not. Selection k
/// is the same for any number of threads.
final class RowSelections: Sendable {
  enum Kind: Sendable {
    /// As many rows as there are, each drawn from all: a bootstrap resample.
    case withReplacement
    /// Each row or not, by a fair coin.
    case coins
  }

  private struct State {
    var random: NumPyRandom
    var drawn = 0
  }

  private let kind: Kind
  private let rowCount: UInt32
  private let count: Int
  private let state: Mutex<State>

  init(_ kind: Kind, rowCount: Int, count: Int, seed: UInt64) {
    self.kind = kind
    self.rowCount = UInt32(rowCount)
    self.count = count
    state = Mutex(State(random: NumPyRandom(seed: seed)))
  }

  /// `body` of every selection, in order of drawing.
  static func map<Output: Sendable>(
    _ kind: Kind, rowCount: Int, count: Int, seed: UInt64, threads: Int?, _ body: @Sendable ([UInt32]) -> Output
  ) -> [Output] {
    let selections = RowSelections(kind, rowCount: rowCount, count: count, seed: seed)
    let outputs = Mutex<[Output?]>(Array(repeating: nil, count: count))
    Workers.run(threads: threads, jobs: count) {
      while let (number, rows) = selections.next() {
        let output = body(rows)
        outputs.withLock { $0[number] = output }
      }
    }
    return outputs.withLock { $0.compactMap(\.self) }
  }

  /// Draws the next selection; nil when all are drawn.
  private func next() -> (number: Int, rows: [UInt32])? {
    state.withLock { state in
      guard state.drawn < count else { return nil }
      state.drawn += 1
      return (state.drawn - 1, draw(&state.random))
    }
  }

  private func draw(_ random: inout NumPyRandom) -> [UInt32] {
    // Unsafe: at most `rowCount` numbers are written, in order, and as many are said to be there.
    unsafe [UInt32](unsafeUninitializedCapacity: Int(rowCount)) { rows, count in
      switch kind {
      case .withReplacement:
        count = Int(rowCount)
        for place in 0..<count { unsafe rows.initializeElement(at: place, to: random.index(below: rowCount)) }
      case .coins:
        // Each row is written and only heads are kept: the processor can't foresee a branch on a fair coin.
        count = 0
        for row in 0..<rowCount {
          unsafe rows.initializeElement(at: count, to: row)
          count += random.flag() ? 1 : 0
        }
      }
    }
  }
}
