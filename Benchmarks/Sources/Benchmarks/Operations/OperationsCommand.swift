import ArgumentParser

/// Time of each fused operation on one worker, at the sizes of the sentiment networks.
struct OperationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operations",
    abstract: "Each operation of the tape: forward as in evaluation, forward+backward as in training; one thread.")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "Only the operations with this name.")
  var only: String?

  func run() throws {
    let cases = OperationCase.all.filter { only == nil || $0.name == only }
    guard !cases.isEmpty else {
      throw ValidationError("--only is one of \(OperationCase.all.map(\.name).joined(separator: ", "))")
    }
    let bench = OperationBenchmark()
    for operation in cases { bench.emit(operation, seconds: options.seconds / 6) }
  }
}
