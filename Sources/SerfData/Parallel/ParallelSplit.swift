internal import SeededDraws

/// Which pairs train, which choose the best model, and which test it. Each holds pair numbers in rising order.
public struct ParallelSplit: Hashable, Sendable {
  /// Of all pairs.
  private let count: Int
  public let dev: [Int]
  public let test: [Int]

  /// A tenth each, but not more than this: more would say little more, and be translated after every epoch.
  private static let mostPairs = 1000

  /// Deals pairs by seed: a tenth, and at most a thousand, to each part that is asked for, the rest to training. The test
  /// pairs are the same whether or not a dev part is taken.
  /// - Parameters:
  ///   - count: of all pairs.
  ///   - dev: take a dev part.
  ///   - test: take a test part.
  public init(count: Int, dev: Bool = true, test: Bool = true, seed: UInt64) {
    self.count = count
    var order = Array(0..<Int32(count))
    var random = SplitMix64(seed: seed)
    random.shuffle(&order)
    let part = count < 3 ? 0 : min(max(1, (count + 5) / 10), Self.mostPairs)
    let (testPart, devPart) = (test ? order[..<part] : [], dev ? order[part..<2 * part] : [])
    self.test = testPart.sorted().map(Int.init)
    self.dev = devPart.sorted().map(Int.init)
  }

  /// The pairs that do not train.
  package var held: Set<Int> { Set(test).union(dev) }

  public var train: [Int] {
    let held = held
    return (0..<count).filter { !held.contains($0) }
  }
}
