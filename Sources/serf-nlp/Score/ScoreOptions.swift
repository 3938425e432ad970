internal import ArgumentParser
internal import SerfMetrics

/// What every score takes: texts, tests, and how many digits.
struct ScoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("References, a segment a line; repeat it for further references.", valueName: "file"),
    completion: .file())
  var reference: [String] = []

  @Argument(
    help: ArgumentHelp("Output to score, a segment a line; standard input without.", valueName: "file"),
    completion: .file())
  var hypothesis: String?

  @Option(
    help: ArgumentHelp(
      "Output of another system, tested against the first in pairs of segments; repeat it for further systems.",
      valueName: "file"),
    completion: .file())
  var compare: [String] = []

  @Flag(help: "Give the 95 % interval of bootstrap resampling.")
  var confidence = false

  @Option(
    name: .customLong("confidence-n"),
    help: ArgumentHelp("Resamples for --confidence (default: 1000).", valueName: "count"))
  var confidenceCount: Int?

  @Option(
    name: .customLong("paired-bs-n"),
    help: ArgumentHelp("Resamples for --compare, intervals included (default: 1000).", valueName: "count"))
  var pairedCount: Int?

  @Option(
    name: .customLong("paired-ar-n"),
    help: ArgumentHelp("Trials of approximate randomisation for --compare (default: 10000).", valueName: "count"))
  var trialCount: Int?

  @Option(help: ArgumentHelp("Seed of resampling.", valueName: "number"))
  var seed: UInt64 = 12345

  @Flag(help: "Score each segment by itself, a line each.")
  var sentenceLevel = false

  @Option(help: ArgumentHelp("Digits after the point, in text.", valueName: "count"))
  var width: Int?

  func validate() throws {
    if reference.isEmpty { throw ValidationError("Missing --reference; say --reference FILE") }
    if let width, !(0...15).contains(width) { throw ValidationError("--width is \(width); expected 0 to 15") }
    if sentenceLevel, confidence || !compare.isEmpty {
      throw ValidationError(
        "--sentence-level goes with neither --confidence nor --compare: these are about all segments")
    }
    if confidenceCount != nil, !confidence || !compare.isEmpty {
      throw ValidationError(
        "--confidence-n is for --confidence alone; the intervals of --compare have the resamples of --paired-bs-n")
    }
    if compare.isEmpty, pairedCount != nil || trialCount != nil {
      throw ValidationError("--paired-bs-n and --paired-ar-n are for --compare")
    }
    let inputs = reference + compare + [hypothesis ?? "-"]
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input can be read once; give files for the other texts")
    }
  }
}

// MARK: - Tests
extension ScoreOptions {
  /// The bootstrap that the options ask for, if any: a comparison has intervals too.
  func bootstrap() throws -> Bootstrap? {
    if !compare.isEmpty { return try Bootstrap(resampleCount: pairedCount ?? 1000, seed: seed) }
    return confidence ? try Bootstrap(resampleCount: confidenceCount ?? 1000, seed: seed) : nil
  }

  func randomization() throws -> ApproximateRandomization? {
    compare.isEmpty ? nil : try ApproximateRandomization(trialCount: trialCount ?? 10_000, seed: seed)
  }
}
