import SerfTokenizer
import Testing

@Suite("Unigram training")
struct UnigramTrainerTests {
  private static let text = [
    "the old man and the sea", "the sea and the old men", "an old man was in the sea", "men and seas", "oldest sea man",
  ]

  private func trained(
    _ settings: UnigramTrainer.Settings, _ lines: [String], threads: Int = 1
  ) throws -> [UnigramTrainer.Piece] {
    var trainer = try UnigramTrainer(settings: settings, normalizer: nil, preTokenizer: Blanks())
    trainer.counter.threads = threads
    for line in lines { try trainer.counter.add(line) }
    return try trainer.trainPieces()
  }

  /// Words of a small grammar, so that there is something to find.
  private func lines(seed: UInt64) -> [String] {
    var random = SeededRandom(seed: seed)
    let parts = ["un", "re", "happi", "ness", "ing", "walk", "talk", "er", "größ", "lich", "keit", "日本"]
    return (0..<400).map { _ in
      (0..<6).map { _ in
        (0..<Int.random(in: 1...4, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      }.joined(separator: " ")
    }
  }

  @Test("special tokens come first with a score of 0, then pieces by their scores, all characters among them")
  func order() throws {
    let pieces = try trained(.init(vocabularySize: 40), Array(repeating: Self.text, count: 20).flatMap(\.self))
    #expect(pieces.count <= 40)
    #expect(pieces.prefix(3).map { String(decoding: $0.utf8, as: UTF8.self) } == ["<unk>", "<s>", "</s>"])
    #expect(pieces.prefix(3).allSatisfy { $0.score == 0 })
    let scores = pieces.dropFirst(3).map(\.score)
    #expect(scores == scores.sorted(by: >))
    #expect(scores.allSatisfy { $0 < 0 && $0.isFinite })
    let characters = Set(Self.text.joined().filter { $0 != " " }.map { Array(String($0).utf8) })
    #expect(characters.isSubset(of: Set(pieces.map(\.utf8))))
    #expect(Set(pieces.map(\.utf8)).count == pieces.count)
    #expect(["the", "sea", "old"].allSatisfy { word in pieces.contains { $0.utf8 == Array(word.utf8) } })
  }

  @Test("probabilities add up to about one", arguments: UInt64(1)...4)
  func probabilities(seed: UInt64) throws {
    let pieces = try trained(.init(vocabularySize: 80, specialTokens: []), lines(seed: seed))
    // A tenth of the pieces was dropped behind the last fit, the rarest; ψ also takes a half off each count.
    let sum = pieces.reduce(0.0) { $0 + exponential($1.score) }
    #expect(sum > 0.9 && sum <= 1.001, "\(sum)")
  }

  /// eˣ by its series, so that the test needs no C library.
  private func exponential(_ x: Double) -> Double {
    var (sum, term) = (1.0, 1.0)
    for n in 1...60 {
      term *= (x / 16) / Double(n)
      sum += term
    }
    return (0..<4).reduce(sum) { power, _ in power * power }
  }

  @Test("the parts that words are made of are found", arguments: UInt64(1)...4)
  func parts(seed: UInt64) throws {
    let pieces = try trained(.init(vocabularySize: 40, specialTokens: []), lines(seed: seed))
    let found = Set(pieces.map { String(decoding: $0.utf8, as: UTF8.self) })
    for part in ["happi", "ness", "ing", "walk", "talk", "größ", "lich", "keit", "日本"] {
      #expect(found.contains(part), "\(part), seed \(seed): \(found.sorted())")
    }
  }

  @Test("the number of threads changes no bit")
  func threads() throws {
    let lines = lines(seed: 9)
    let one = try trained(.init(vocabularySize: 100), lines)
    for threads in [2, 3, 8] { #expect(try trained(.init(vocabularySize: 100), lines, threads: threads) == one) }
  }

  @Test("a word of thousands of characters and an unbroken run are learnt from, in no quadratic time")
  func longWords() throws {
    let run = String(repeating: "a", count: 200_000)
    let mixed = String(repeating: "abcdefgh日", count: 5_000)
    let pieces = try trained(.init(vocabularySize: 60, specialTokens: []), [run, mixed, "abc", "日a"])
    #expect(pieces.contains { $0.utf8 == [0x61] })
    #expect(pieces.allSatisfy { $0.score.isFinite })
  }

  @Test("an empty text gives the special tokens alone, and characters beyond the limit no piece")
  func edges() throws {
    #expect(try trained(.init(vocabularySize: 10), []).count == 3)
    var settings = UnigramTrainer.Settings(vocabularySize: 30, specialTokens: [])
    settings.alphabetLimit = 2
    let pieces = try trained(settings, Array(repeating: "aaa bb aab c", count: 5))
    #expect(!pieces.contains { $0.utf8.contains(0x63) })
    #expect(pieces.contains { $0.utf8 == Array("aa".utf8) })
  }

  @Test("settings out of range and a size too small are refused")
  func refusals() throws {
    #expect(throws: TokenizerError.self) { try trained(.init(vocabularySize: 5), ["abcdefgh"]) }
    var settings = UnigramTrainer.Settings()
    settings.shrinkingFactor = 1
    let error = #expect(throws: TokenizerError.self) { try trained(settings, []) }
    #expect(error?.message == "shrinkingFactor is 1.0, expected between 0 and 1")
  }
}
