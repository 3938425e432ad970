internal import ArgumentParser
internal import SerfModels

/// How translations are looked for, as options.
struct DecodingSettings: ParsableArguments {
  @Option(help: ArgumentHelp("Translations that are followed at once; 1 is greedy.", valueName: "count"))
  var beam = 5

  @Option(
    help: ArgumentHelp(
      "Power of the length that a translation's log probability is divided by.", valueName: "number"))
  var lengthPenalty = 1.0

  @Option(
    help: ArgumentHelp(
      "Most tokens of a translation (default: twice those of the source, and 20).", valueName: "count"))
  var maxLength: Int?

  @Option(help: ArgumentHelp("Fewest tokens of a translation.", valueName: "count"))
  var minLength = 0

  /// More would take gigabytes for one sentence.
  private static let widestBeam = 1000

  func validate() throws {
    guard (1...Self.widestBeam).contains(beam) else {
      throw ValidationError("--beam is \(beam); expected is 1 to \(Self.widestBeam)")
    }
    guard lengthPenalty.isFinite, lengthPenalty >= 0 else {
      throw ValidationError("--length-penalty is \(lengthPenalty); expected is a number of 0 or more")
    }
    if let maxLength, maxLength < 1 { throw ValidationError("--max-length is \(maxLength); expected is 1 or more") }
    guard minLength >= 0, minLength <= maxLength ?? minLength else {
      throw ValidationError("--min-length is \(minLength); expected is 0 or more, and not more than --max-length")
    }
  }

  func options(nbest: Int = 1) -> DecodingOptions {
    DecodingOptions(
      beam: beam, lengthPenalty: lengthPenalty, maxLength: maxLength, minLength: minLength, nbest: nbest)
  }
}
