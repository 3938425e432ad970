import SerfTokenizer
import Testing

@Suite("Scores in a file")
struct ScoreTests {
  private static func scores(_ spelled: [String]) throws -> [Double] {
    let entries = zip(0..., spelled).map { number, score in "[\"t\(number)\", \(score)]" }.joined(separator: ", ")
    let json = "{\"model\": {\"type\": \"Unigram\", \"unk_id\": 0, \"vocab\": [\(entries)]}}"
    let tokenizer = try Tokenizer(json: Array(json.utf8))
    return try #require(tokenizer.model as? Unigram).scores
  }

  /// The standard library's reading is the reference.
  @Test("are the nearest numbers, to the last bit")
  func nearest() throws {
    var random = SeededRandom(seed: 11)
    var spelled = ["0", "-0", "-0.0", "0.000", "1", "-1e-7", "2.5E+3", "18446744073709551616", "0.30000000000000004"]
    for _ in 0..<100_000 {
      let digits = String(UInt64.random(in: 0..<10_000_000_000_000_000_000, using: &random))
      let cut = digits.prefix(Int.random(in: 1...19, using: &random))
      let point = Int.random(in: 0...cut.count, using: &random)
      let whole = UInt64(cut.prefix(point)) ?? 0
      let fraction = cut.dropFirst(point)
      spelled.append((Bool.random(using: &random) ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".\(fraction)"))
    }
    // In the middle between two neighbours, and one digit beside it.
    for _ in 0..<2000 {
      let odd = UInt64.random(in: 1 << 53..<1 << 54, using: &random) | 1
      spelled += ["\(odd)", "\(odd).1", "\(odd).01", "\(odd / 1000).5", "\(odd >> 1).5", "\(odd >> 2).25"]
    }
    let found = try Self.scores(spelled)
    for (text, number) in zip(spelled, found) {
      let expected = try #require(Double(text))
      #expect(number.bitPattern == expected.bitPattern, "\(text) is read as \(number)")
    }
  }

  @Test("beyond float64 are refused")
  func tooLarge() {
    #expect(throws: TokenizerError.self) { _ = try Self.scores(["1e400"]) }
  }
}
