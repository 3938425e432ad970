import SerfMetrics
import Testing

/// Held to figures of sacreBLEU's tokenisers, made by `Reference/tokenization.py`.
@Suite("Tokenisation for metrics") struct TokenizationTests {
  struct Figures: Decodable {
    struct Batch: Decodable {
      let seed: UInt64
      let digests: [String: String]
    }
    let roles: [Run<String>]
    let spaces: [Run<Bool>]
    let lowered: String
    let sigma: [[String]]
    let tokenized: [Batch]
  }

  /// `[first scalar, value]`: the value of a property from there to the next run.
  struct Run<Value: Decodable>: Decodable {
    let first: UInt32
    let value: Value
    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      first = try container.decode(UInt32.self)
      value = try container.decode(Value.self)
    }
  }

  let figures: Figures

  init() throws { figures = try ReferenceFile.decode(Figures.self, from: "tokenization.json") }

  /// Whether a scalar had its properties already in Unicode 15, which all sides know.
  private func isOld(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.age.map { $0.major <= 15 } ?? false
  }

  private func scalars<Value>(of runs: [Run<Value>]) -> [(scalar: Unicode.Scalar, value: Value)] {
    var result: [(Unicode.Scalar, Value)] = []
    for (index, run) in runs.enumerated() {
      let end = index + 1 < runs.count ? runs[index + 1].first : 0x11_0000
      for number in run.first..<end {
        if let scalar = Unicode.Scalar(number) { result.append((scalar, run.value)) }
      }
    }
    return result
  }

  @Test("a digit, a mark and a symbol of any script are told apart as Python's regex does")
  func roles() {
    var mismatches: [String] = []
    for (scalar, expected) in scalars(of: figures.roles) where isOld(scalar) {
      func count(_ text: String) -> Int { BLEUTokenization.international.tokens(of: text).count }
      let found =
        count("1\(scalar)1") == 3 ? "S" : count("a\(scalar)b") == 3 ? "P" : count("1,\(scalar)x") == 1 ? "N" : ""
      if found != expected { mismatches.append("U+\(String(scalar.value, radix: 16)): \(found) for \(expected)") }
    }
    #expect(mismatches.isEmpty, "\(mismatches.count): \(mismatches.prefix(20))")
  }

  @Test("words end at the blanks of Python's str.split")
  func blanks() {
    var mismatches: [String] = []
    for (scalar, isBlank) in scalars(of: figures.spaces) {
      let tokens = BLEUTokenization.none.tokens(of: "a\(scalar)b")
      if (tokens == ["a", "b"]) != isBlank { mismatches.append("U+\(String(scalar.value, radix: 16))") }
    }
    #expect(mismatches.isEmpty, "\(mismatches.prefix(20))")
  }

  @Test("small letters are those of Python's str.lower, the final sigma among them")
  func lowercase() {
    var digest = Digest()
    for number in 0..<UInt32(0x11_0000) {
      guard let scalar = Unicode.Scalar(number), let age = scalar.properties.age, age.major <= 14,
        scalar.properties.generalCategory != .unassigned, scalar.properties.generalCategory != .privateUse
      else { continue }
      digest.add(PythonLowercase.lowercased(String(scalar)))
    }
    #expect(digest.hexadecimal == figures.lowered)
    for pair in figures.sigma {
      #expect(Array(PythonLowercase.lowercased(pair[0]).utf8) == Array(pair[1].utf8), "\(pair)")
    }
  }

  @Test("strings of odd characters are cut as by sacreBLEU")
  func oddTexts() {
    for batch in figures.tokenized {
      var random = EditedTexts(seed: batch.seed)
      let texts = (0..<50).map { _ in random.oddText() }
      for tokenization in BLEUTokenization.allCases {
        for lowercase in [false, true] {
          var digest = Digest()
          for text in texts { digest.add(tokenization.tokens(of: text, lowercase: lowercase).joined(separator: " ")) }
          let name = tokenization.rawValue + (lowercase ? "/lc" : "")
          #expect(digest.hexadecimal == batch.digests[name], "\(name), seed \(batch.seed)")
        }
      }
      for mask in 0..<16 {
        let tokenizer = TercomTokenizer(
          TER(
            normalized: mask & 1 != 0, noPunctuation: mask & 2 != 0, asianSupport: mask & 4 != 0,
            caseSensitive: mask & 8 != 0))
        var digest = Digest()
        for text in texts { digest.add(tokenizer.tokenized(text)) }
        #expect(digest.hexadecimal == batch.digests["tercom/\(mask)"], "tercom/\(mask), seed \(batch.seed)")
      }
    }
  }

  @Test(
    "what each tokenisation does with one sentence",
    arguments: [
      (BLEUTokenization.mteval13a, "A &quot;1.5-fold&quot; rise, 3%.", #"A " 1.5 - fold " rise , 3 % ."#),
      (.international, "«Да», 1.5€ — 5.", "« Да » , 1.5 € — 5."),
      (.chinese, "我有3.5个ok。", "我 有 3.5 个 ok 。"),
      (.character, "a b\u{301}", "a b \u{301}"),
      (.none, " it's,  so. ", "it's, so."),
    ])
  func examples(tokenization: BLEUTokenization, text: String, expected: String) {
    #expect(tokenization.tokens(of: text).joined(separator: " ") == expected)
  }
}
