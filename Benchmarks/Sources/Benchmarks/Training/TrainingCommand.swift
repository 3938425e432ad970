import ArgumentParser
import SerfData
import SerfModels

/// A training step of each architecture at the peers' sizes, beside the bare products that it consists of.
struct TrainingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "training",
    abstract: "Tokens a second of training, time of a step, and of its matrix products alone (cblas_sgemm).")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "average, bilstm or transformer; all three by default.")
  var architecture: String?

  @Option(help: "Activation of the feed-forward blocks.")
  var activation = "serf"

  @Option(help: "Parts that a batch is split into.")
  var shards = 4

  @Flag(inversion: .prefixedNo, help: "Also time the bare products.")
  var products = true

  func validate() throws {
    guard shards > 0 else { throw ValidationError("--shards must be above 0") }
    guard architecture.map({ PeerSizes.Architecture(rawValue: $0) != nil }) ?? true else {
      throw ValidationError("--architecture is average, bilstm or transformer")
    }
  }

  func run() throws {
    let chosen = architecture.flatMap { PeerSizes.Architecture(rawValue: $0) }
    for architecture in chosen.map({ [$0] }) ?? PeerSizes.Architecture.allCases { try measure(architecture) }
  }

  /// Updates a lap, as in the peers.
  private static let updatesALap = 8
  /// Batches, as in the peers.
  private static let batches = 64

  private func measure(_ architecture: PeerSizes.Architecture) throws {
    let run = try TrainingRun(
      architecture, activation: activation, shards: shards, workers: options.workers, batches: Self.batches)
    let rate = MedianRate.of(seconds: 3 * options.seconds) {
      var tokens = 0
      let seconds = Stopwatch.time {
        for _ in 0..<Self.updatesALap { tokens += run.runUpdate().tokens }
      }
      return Lap(work: Double(tokens), seconds: seconds)
    }
    let name = "train/\(architecture.rawValue)"
    emit(name, rate, "tokens/s", architecture)
    Figure("\(name)/peak_memory", PeakMemory.bytes, "bytes").emit()
    let tokens = Double(run.task.texts.tokenCount) / Double(Self.batches)
    emit("\(name)/step", tokens / rate, "s", architecture)
    if products { emitProducts(run, stepSeconds: tokens / rate, tokens: tokens) }
  }

  private func emit(_ name: String, _ value: Double, _ unit: String, _ architecture: PeerSizes.Architecture) {
    Figure(
      name, value, unit,
      [
        "threads": options.workers, "shards": shards, "architecture": architecture.rawValue,
        "activation": activation, "vocabulary": PeerSizes.vocabularySize, "width": PeerSizes.width,
        "hidden": PeerSizes.hidden, "layers": PeerSizes.layers, "batch": PeerSizes.batch,
        "extra_work": PeerSizes.extraWork(architecture),
      ]
    ).emit()
  }

  /// The step's time over that of its products alone, and the share of the peak at which it does their arithmetic.
  private func emitProducts(_ run: TrainingRun, stepSeconds: Double, tokens: Double) {
    let name = "train/\(run.architecture.rawValue)"
    let benchmark = StepProductsBenchmark(run)
    let bare = [1, 2].map { threads in
      let seconds = tokens * benchmark.secondsAToken(threads: threads, seconds: options.seconds)
      Figure("\(name)/products", seconds, "s", ["threads": threads, "batch": PeerSizes.batch]).emit()
      return seconds
    }
    Figure("\(name)/step_over_products", stepSeconds / (bare.min() ?? 1), "ratio", ["threads": options.workers]).emit()
    let peak = ProductBenchmark.peak(threads: options.workers, seconds: options.seconds / 6)
    let achieved = tokens * benchmark.operationsAToken / stepSeconds
    Figure(
      "\(name)/share_of_peak", achieved / peak, "ratio",
      ["threads": options.workers, "gflops": achieved / 1e9, "peak_gflops": peak / 1e9]
    ).emit()
  }
}
