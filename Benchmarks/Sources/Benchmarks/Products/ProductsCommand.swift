import ArgumentParser
import SerfData
import SerfModels

/// What OpenBLAS gives: its peak, its rate by the number of rows, and the bare products of a training step by kind.
struct ProductsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm", abstract: "OpenBLAS's peak, its rate by rows, and the products of a training step alone.")

  @OptionGroup var options: MeasurementOptions

  func run() throws {
    let threads = Set([1, options.workers]).sorted()
    for threads in threads {
      let peak = ProductBenchmark.peak(threads: threads, seconds: options.seconds / 2)
      Figure("gemm/peak", peak / 1e9, "GFLOP/s", ["m": 1024, "n": 1024, "k": 1024, "threads": threads]).emit()
    }
    for rows in [4, 8, 16, 32, 64, 128, 1024] { emitRows(rows) }
    for architecture in PeerSizes.Architecture.allCases {
      let run = try TrainingRun(architecture, activation: "serf", shards: 1, workers: 1, batches: 64)
      for threads in threads { emitStep(run, threads: threads) }
    }
  }

  /// The recurrent product of an LSTM of 256 units at so many sequences.
  private func emitRows(_ rows: Int) {
    let product = Product(group: .recurrent, m: rows, n: 1024, k: 256, transposeSecond: true)
    let benchmark = ProductBenchmark([product])
    let rate = ProductBenchmark.withThreads(1) {
      benchmark.check(product)
      return MedianRate.of(seconds: options.seconds / 6) {
        Lap(work: product.operations, seconds: benchmark.time([product]))
      }
    }
    Figure("gemm/rows", rate / 1e9, "GFLOP/s", ["m": rows, "n": 1024, "k": 256, "threads": 1]).emit()
  }

  private func emitStep(_ run: TrainingRun, threads: Int) {
    let benchmark = StepProductsBenchmark(run)
    let tokens = Double(run.task.texts.tokenCount) / Double(run.plan.count)
    for group in Product.Group.allCases where benchmark.operationsAToken(of: group) > 0 {
      let seconds = benchmark.secondsAToken(threads: threads, seconds: options.seconds / 3, group: group)
      Figure(
        "gemm/\(run.architecture.rawValue)/\(group.rawValue)", tokens * seconds, "s",
        [
          "threads": threads, "batch": PeerSizes.batch,
          "gflops": benchmark.operationsAToken(of: group) / seconds / 1e9,
        ]
      ).emit()
    }
  }
}
