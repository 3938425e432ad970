import ArgumentParser
import SerfData
import SerfNN
import SerfTensor

/// A training step of translation at the peer's sizes.
struct TranslationTrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "translation-training",
    abstract: "Target tokens a second of translation training, its memory, and the time of its matrix products alone.")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "d128, d256 or d512; all three by default.")
  var size: String?

  @Option(help: "Activation of the feed-forward blocks.")
  var activation = "serf"

  @Option(help: "Parts that a batch is split into.")
  var shards = 2

  @Flag(inversion: .prefixedNo, help: "Also time the bare products.")
  var products = true

  func validate() throws {
    guard shards > 0 else { throw ValidationError("--shards must be above 0") }
    guard size.map({ name in TranslationSizes.training.contains { $0.name == name } }) ?? true else {
      throw ValidationError("--size is d128, d256 or d512")
    }
  }

  func run() throws {
    for size in TranslationSizes.training where self.size ?? size.name == size.name { try measure(size) }
  }

  private func measure(_ size: TranslationSizes.Size) throws {
    let task = SyntheticPairsTask(
      network: try TranslationSizes.network(size, activation: activation), pairs: TranslationSizes.pairs())
    let run = UpdateRun(
      task, limit: .tokens(TranslationSizes.batchTokens), beta2: 0.98, initializer: .glorotUniform, shards: shards,
      workers: options.workers,
      // The words are random, so ln 10,000 is what there is to reach; Adam's first steps may overshoot.
      lossRange: 0...20)
    let rate = MedianRate.of(seconds: 3 * options.seconds) {
      var tokens = 0
      let seconds = Stopwatch.time { tokens = run.runUpdate().tokens }
      return Lap(work: Double(tokens), seconds: seconds)
    }
    let name = "train/translation/\(size.name)"
    Figure(
      name, rate, "target tokens/s",
      [
        "threads": options.workers, "shards": shards, "activation": activation,
        "batch_tokens": TranslationSizes.batchTokens,
      ]
    ).emit()
    Figure("\(name)/peak_memory", PeakMemory.bytes, "bytes").emit()
    if products { emitProducts(size, run, rate: rate) }
  }

  /// The step's time over that of its products alone.
  private func emitProducts(_ size: TranslationSizes.Size, _ run: UpdateRun<SyntheticPairsTask>, rate: Double) {
    let batches = (0..<run.plan.count).map { run.task.lengths(of: run.plan.examples(of: $0)) }
    let benchmark = StepProductsBenchmark(
      batches, sample: 2, tokens: { $0.targets.reduce(0, +) },
      products: { StepProducts(size, sources: $0.sources, targets: $0.targets) })
    let name = "train/translation/\(size.name)"
    let bare = [1, 2].map { threads in
      let seconds = benchmark.secondsAToken(threads: threads, seconds: options.seconds)
      Figure("\(name)/products", seconds, "s/target token", ["threads": threads]).emit()
      return seconds
    }
    Figure("\(name)/step_over_products", 1 / rate / (bare.min() ?? 1), "ratio", ["threads": options.workers]).emit()
  }
}
