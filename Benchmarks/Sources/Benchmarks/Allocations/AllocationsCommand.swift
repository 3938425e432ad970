import ArgumentParser
import Foundation
import SerfModels

/// Proves that a warm training allocates nothing, Swift's own arrays included.
struct AllocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "allocations",
    abstract: "Calls of malloc, calloc and realloc in updates 10 to 110 of a training; above 0 is a failure.")

  @OptionGroup var options: MeasurementOptions

  @Option(help: "average, bilstm or transformer; all three by default.")
  var architecture: String?

  @Option(help: "Parts that a batch is split into.")
  var shards = 4

  private static let window = 10..<110

  func run() throws {
    guard let counter = MallocCounter() else { return try loadCounter() }
    var isClean = true
    let all = PeerSizes.Architecture.allCases
    for architecture in all where self.architecture.map({ $0 == architecture.rawValue }) ?? true {
      for workers in Set([1, options.workers]).sorted() {
        isClean = try measure(architecture, workers: workers, counter) == 0 && isClean
      }
    }
    if !isClean { throw ExitCode.failure }
  }

  /// One epoch holds all updates, so that no plan of batches is made within.
  private func measure(_ architecture: PeerSizes.Architecture, workers: Int, _ counter: MallocCounter) throws -> Int {
    let run = try TrainingRun(
      architecture, activation: "serf", shards: shards, workers: workers, batches: Self.window.upperBound)
    for _ in 0..<Self.window.lowerBound { run.runUpdate() }
    let before = counter.count
    for _ in Self.window { run.runUpdate() }
    let calls = counter.count - before
    Figure(
      "allocations/\(architecture.rawValue)", Double(calls), "calls",
      ["updates": Self.window.count, "after": Self.window.lowerBound, "threads": workers, "shards": shards]
    ).emit()
    return calls
  }

  private func loadCounter() throws {
    let library = LaunchEnvironment.programFolder + "/libMallocCounter.so"
    guard FileManager.default.fileExists(atPath: library) else {
      throw ValidationError("libMallocCounter.so is not beside the program: build it with 'swift build -c release'")
    }
    LaunchEnvironment.preload(library)
  }
}
