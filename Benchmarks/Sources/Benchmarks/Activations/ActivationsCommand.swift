import ArgumentParser
import SerfActivations
import SerfTensor

/// Nanoseconds an element of every activation's kernels, beside those of a plain copy.
struct ActivationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Value (forward), value with slope, and both with the backward product (forward+backward).")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "Only these activations, separated by commas.")
  var only: String?

  /// 64 KiB, 4 MiB and 64 MiB of numbers: what fits into a core's own cache, into the shared one, and into neither.
  private static let sizes = [1 << 14, 1 << 20, 1 << 24]
  /// Below this a second thread costs more than it brings; PyTorch keeps one too (from 32768 elements on it splits).
  private static let leastSplit = 1 << 15

  func run() throws {
    let activations = try only.map { try $0.split(separator: ",").map { try Activations.named(String($0)) } }
    for threads in Set([1, options.workers]).sorted() {
      let team = WorkerTeam(count: threads)
      for size in Self.sizes where threads == 1 || size >= Self.leastSplit {
        let benchmark = ActivationBenchmark(size: size, team: team)
        benchmark.emitCopy(seconds: options.seconds / 6)
        for activation in activations ?? Activations.all {
          benchmark.emit(activation, seconds: options.seconds / 6)
        }
      }
    }
  }
}
