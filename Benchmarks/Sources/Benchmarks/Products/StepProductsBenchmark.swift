import SerfData

/// The products of a training run's steps, alone, over a sample of its batches.
struct StepProductsBenchmark {
  private let products: [Product]
  private let benchmark: ProductBenchmark
  private let tokens: Double

  /// Batches of the sample, spread over the plan.
  private static let sample = 8

  init(_ run: TrainingRun) {
    var (products, tokens) = ([Product](), 0)
    // The plan shuffles its batches, so the lengths of its texts decide what the sample spreads over.
    let batches = (0..<run.plan.count).map { run.lengths(ofBatch: $0) }.sorted { $0.reduce(0, +) < $1.reduce(0, +) }
    let sample = min(Self.sample, batches.count)
    for index in 0..<sample {
      let lengths = batches[(2 * index + 1) * batches.count / (2 * sample)]
      products += StepProducts(run.architecture, lengths: lengths).products
      tokens += lengths.reduce(0, +)
    }
    self.products = products
    self.tokens = Double(tokens)
    benchmark = ProductBenchmark(products)
    if let first = products.first(where: { !$0.accumulate }) { benchmark.check(first) }
  }

  var operationsAToken: Double { products.reduce(0) { $0 + $1.operations } / tokens }

  /// Seconds of the products, all or those of one group, for each token of a batch.
  func secondsAToken(threads: Int, seconds: Double, group: Product.Group? = nil) -> Double {
    let chosen = products.filter { group == nil || $0.group == group }
    return ProductBenchmark.withThreads(threads) {
      1 / MedianRate.of(seconds: seconds, warmUps: 1) { Lap(work: tokens, seconds: benchmark.time(chosen)) }
    }
  }

  /// Operations of a group for each token of a batch.
  func operationsAToken(of group: Product.Group) -> Double {
    products.reduce(0) { $0 + ($1.group == group ? $1.operations : 0) } / tokens
  }
}
