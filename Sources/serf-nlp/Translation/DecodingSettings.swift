internal import ArgumentParser
internal import SerfModels

/// How translations are looked for, as options.
struct DecodingSettings: ParsableArguments {
  @Option(
    help: ArgumentHelp("Translations that are followed at once; 1 is greedy (default: 5).", valueName: "count"))
  var beam: Int?

  @Option(
    help: ArgumentHelp(
      "Translations a text, best first; at most --beam, or as many samples as you like.", valueName: "count"))
  var nbest: Int?

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

  @Option(
    help: ArgumentHelp(
      "Length of a run of tokens that no translation may have twice (default: none).", valueName: "tokens"))
  var noRepeatNgramSize: Int?

  @Option(help: ArgumentHelp("What every translation begins with, in whole words.", valueName: "text"))
  var prefix: String?

  @Option(
    help: ArgumentHelp(
      "When a text is cut at the ends of its sentences, which are translated one by one: where it is longer than any that "
        + "the model has learned from, always, or never. Such a text has one translation.",
      valueName: "long|sentences|never"))
  var split = DecodingOptions.Splitting.long

  @Flag(help: "Draw translations by chance, token by token, instead of looking for the most probable.")
  var sample = false

  @Option(
    help: ArgumentHelp(
      "With --sample: below 1 probable tokens become more so, above 1 less (default: 1).", valueName: "number"))
  var temperature: Double?

  @Option(
    help: ArgumentHelp("With --sample: draw from so many most probable tokens (default: all).", valueName: "count"))
  var topK: Int?

  @Option(
    help: ArgumentHelp(
      "With --sample: draw from the most probable tokens that have this share together (default: 1).",
      valueName: "share"))
  var topP: Double?

  @Option(
    help: ArgumentHelp(
      "With --sample: start of the random numbers; one seed and one text, one result (default: 1).",
      valueName: "number"))
  var seed: UInt64?

  /// More would take gigabytes for one sentence.
  private static let widestBeam = 1000

  /// More only says that the longest translation is the best, at last in numbers that are no more.
  private static let largestPenalty = 10.0

  /// Hypotheses that are followed.
  private var width: Int { beam ?? 5 }

  func validate() throws {
    guard (1...Self.widestBeam).contains(width) else {
      throw ValidationError("--beam is \(width); expected is 1 to \(Self.widestBeam)")
    }
    try validateSampling()
    if let nbest {
      let most = sample ? Self.widestBeam : width
      guard (1...most).contains(nbest) else {
        throw ValidationError(
          "--nbest is \(nbest); expected is 1 to \(most)" + (sample ? "" : ", as many as --beam follows"))
      }
    }
    if let size = noRepeatNgramSize, size < 1 {
      throw ValidationError("--no-repeat-ngram-size is \(size); expected is 1 or more")
    }
    guard (0...Self.largestPenalty).contains(lengthPenalty) else {
      throw ValidationError(
        "--length-penalty is \(lengthPenalty); expected is 0 to \(NumberText.fixed(Self.largestPenalty, decimals: 0))")
    }
    if let maxLength, maxLength < 1 { throw ValidationError("--max-length is \(maxLength); expected is 1 or more") }
    guard minLength >= 0, minLength <= maxLength ?? minLength else {
      throw ValidationError("--min-length is \(minLength); expected is 0 or more, and not more than --max-length")
    }
  }

  private func validateSampling() throws {
    guard sample else {
      let vain = [
        ("--temperature", temperature == nil), ("--top-k", topK == nil), ("--top-p", topP == nil),
        ("--seed", seed == nil),
      ].filter { !$0.1 }.map(\.0)
      guard vain.isEmpty else {
        throw ValidationError("\(vain.joined(separator: ", ")) without --sample has nothing to decide")
      }
      return
    }
    guard beam == nil else {
      throw ValidationError("--beam looks for the most probable translations and --sample draws them; give the one")
    }
    if let temperature, !(temperature >= 0.001 && temperature <= 1000) {
      throw ValidationError("--temperature is \(temperature); expected is 0.001 to 1000")
    }
    if let topK, topK < 1 { throw ValidationError("--top-k is \(topK); expected is 1 or more") }
    if let topP, !(topP > 0 && topP <= 1) {
      throw ValidationError("--top-p is \(topP); expected is a share above 0, and 1 at most")
    }
  }

  var options: DecodingOptions {
    DecodingOptions(
      beam: width, lengthPenalty: lengthPenalty, maxLength: maxLength, minLength: minLength, nbest: nbest ?? 1,
      noRepeatNgramSize: noRepeatNgramSize, prefix: prefix ?? "", splitting: split,
      sampling: sample
        ? DecodingOptions.Sampling(temperature: temperature ?? 1, topK: topK, topP: topP ?? 1, seed: seed ?? 1) : nil)
  }
}
