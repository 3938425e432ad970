import SerfCorpora
import Testing

@Suite("The bundled sentiment corpus")
struct SentimentCorpusTests {
  private let corpus: SentimentTexts

  init() throws {
    corpus = try SentimentTexts()
  }

  @Test("There are at least 1,500 texts, in splits of 1,200, 180 and 240")
  func sizes() {
    #expect(corpus.reviews.count >= 1_500)
    #expect(count(in: .train) == 1_200)
    #expect(count(in: .dev) == 180)
    #expect(count(in: .test) == 240)
  }

  @Test("Each label is positive or negative")
  func labels() {
    let strange = corpus.reviews.filter { $0.label != "positive" && $0.label != "negative" }
    #expect(strange.isEmpty, "\(strange)")
  }

  @Test("Half of each split is positive", arguments: SerfCorpora.Split.allCases)
  func balance(split: SerfCorpora.Split) {
    let positive = corpus.reviews.count { $0.split == split && $0.label == "positive" }
    #expect(2 * positive == count(in: split))
  }

  @Test("No text stands in two places")
  func duplicates() {
    let places = Dictionary(grouping: corpus.reviews) { $0.text.lowercased() }
    let repeated = places.values.filter { $0.count > 1 }
    #expect(repeated.isEmpty, "\(repeated)")
  }

  @Test("No two texts share over 30 % of the word trigrams of the one that has fewer")
  func nearDuplicates() {
    let pairs = TrigramOverlap.pairs(in: corpus.words(), above: 0.3)
    let shown = pairs.map { "\($0.share): \(corpus.reviews[$0.first].text) / \(corpus.reviews[$0.second].text)" }
    #expect(pairs.isEmpty, "\(shown)")
  }

  @Test("The overlap of two texts counts common trigrams over the fewer")
  func overlap() throws {
    let texts = ["a b c d", "x a b c y z", "d c b a"].map { $0.split(separator: " ") }
    let pairs = TrigramOverlap.pairs(in: texts, above: 0.3)
    let only = try #require(pairs.first)
    #expect(pairs.count == 1)
    #expect(only.first == 0 && only.second == 1 && only.share == 0.5)
  }

  @Test("There are at least 5,000 distinct words")
  func vocabulary() {
    #expect(Set(corpus.words().joined()).count >= 5_000)
  }

  @Test("No three words open over 1 % of the texts")
  func openings() {
    let openings = Dictionary(grouping: corpus.words()) { $0.prefix(3).joined(separator: " ") }
    let worn = openings.filter { 100 * $0.value.count > corpus.reviews.count }
    #expect(worn.isEmpty, "\(worn.keys.sorted())")
  }

  @Test("Texts hold no tabs, control or invisible characters, no double blanks, none at either end")
  func characters() {
    for review in corpus.reviews {
      #expect(review.text.strayScalars.isEmpty, "\(review)")
      #expect(!review.text.isEmpty && !review.text.hasPrefix(" ") && !review.text.hasSuffix(" "), "\(review)")
      #expect(!review.text.contains("  "), "\(review)")
    }
  }

  private func count(in split: SerfCorpora.Split) -> Int {
    corpus.reviews.count { $0.split == split }
  }
}
