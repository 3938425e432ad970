/// Which pairs train, which choose the best model, and which test it. Each holds pair numbers in rising order.
public struct ParallelSplit: Hashable, Sendable {
  public let train: [Int]
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
    var order = Array(0..<count)
    var random = SplitMix64(seed: seed)
    random.shuffle(&order)
    let part = count < 3 ? 0 : min(max(1, (count + 5) / 10), Self.mostPairs)
    let (testPart, devPart) = (test ? order[..<part] : [], dev ? order[part..<2 * part] : [])
    let held = Set(testPart).union(devPart)
    self.test = testPart.sorted()
    self.dev = devPart.sorted()
    train = (0..<count).filter { !held.contains($0) }
  }
}
