import SerfData

/// The products of a training run's steps, alone, over a sample of its batches.
struct StepProductsBenchmark {
  private let products: [Product]
  private let benchmark: ProductBenchmark
  private let tokens: Double

  /// - Parameters:
  ///   - batches: all that the run takes, in any order.
  ///   - sample: how many are taken, spread over all.
  ///   - tokens: of a batch.
  ///   - products: of a batch's step.
  init<Batch>(_ batches: [Batch], sample: Int, tokens: (Batch) -> Int, products: (Batch) -> StepProducts) {
    // Plans shuffle, so the sizes of batches decide what the sample spreads over.
    let batches = batches.sorted { tokens($0) < tokens($1) }
    let count = min(sample, batches.count)
    let sample = (0..<count).map { batches[(2 * $0 + 1) * batches.count / (2 * count)] }
    self.products = sample.flatMap { products($0).products }
    self.tokens = Double(sample.reduce(0) { $0 + tokens($1) })
    benchmark = ProductBenchmark(self.products)
    if let first = self.products.first(where: { !$0.accumulate }) { benchmark.check(first) }
  }

  init(_ run: TrainingRun) {
    self.init(
      (0..<run.plan.count).map { run.lengths(ofBatch: $0) }, sample: 8, tokens: { $0.reduce(0, +) },
      products: { StepProducts(run.architecture, lengths: $0) })
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
