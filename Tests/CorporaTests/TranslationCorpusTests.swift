import SerfCorpora
import Testing
import TranslationGrammar

@Suite("The bundled translation corpus")
struct TranslationCorpusTests {
  private let corpus: TranslationTexts
  private let written: [TranslationTexts.Pair]

  init() throws {
    corpus = try TranslationTexts()
    written = corpus.pairs(TranslationTexts.written)
  }

  @Test("1,785 pairs are written by hand, 16,500 generated")
  func sizes() {
    #expect(corpus.pairs(.writtenTrain).count == 1_245)
    #expect(corpus.pairs(.writtenDev).count == 270)
    #expect(corpus.pairs(.writtenTest).count == 270)
    #expect(corpus.pairs(.generatedTrain).count == 16_000)
    #expect(corpus.pairs(.generatedTest).count == 500)
  }

  @Test(
    "Lines hold no tabs, control or invisible characters, no double blanks, none at either end",
    arguments: SerfCorpora.TranslationPart.allCases)
  func characters(part: SerfCorpora.TranslationPart) {
    for pair in corpus.pairs(part) {
      for text in [pair.english, pair.german] {
        let strange = text.unicodeScalars.filter { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
          case .spaceSeparator: scalar != " "
          default: false
          }
        }
        #expect(strange.isEmpty, "\(text)")
        #expect(!text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  "), "\(text)")
      }
    }
  }

  @Test("Both sides of a pair end alike: a question is a question", arguments: SerfCorpora.TranslationPart.allCases)
  func punctuation(part: SerfCorpora.TranslationPart) {
    let unlike = corpus.pairs(part).filter { $0.english.hasSuffix("?") != $0.german.hasSuffix("?") }
    #expect(unlike.isEmpty, "\(unlike)")
  }

  @Test("No sentence stands in two places, in any part, in either language of the written ones")
  func duplicates() {
    let english = Dictionary(grouping: corpus.pairs(SerfCorpora.TranslationPart.allCases)) { $0.english.lowercased() }
    let german = Dictionary(grouping: written) { $0.german.lowercased() }
    #expect(english.values.filter { $0.count > 1 }.isEmpty)
    #expect(german.values.filter { $0.count > 1 }.isEmpty)
  }

  // MARK: Written by hand

  @Test("Written sentences have 3 to 30 words")
  func lengths() {
    for pair in written {
      #expect((3...30).contains(TranslationTexts.words(pair.english).count), "\(pair.english)")
      #expect((3...30).contains(TranslationTexts.words(pair.german).count), "\(pair.german)")
    }
  }

  @Test("No two written sentences share over 40 % of the word trigrams of the one that has fewer")
  func nearDuplicates() {
    for texts in [written.map(\.english), written.map(\.german)] {
      let pairs = TrigramOverlap.pairs(in: texts.map(TranslationTexts.words), above: 0.4)
      #expect(pairs.isEmpty, "\(pairs.map { "\(texts[$0.first]) / \(texts[$0.second])" })")
    }
  }

  @Test("No three words open over 1 % of the written sentences")
  func openings() {
    for texts in [written.map(\.english), written.map(\.german)] {
      let openings = Dictionary(grouping: texts) { TranslationTexts.words($0).prefix(3).joined(separator: " ") }
      let worn = openings.filter { 100 * $0.value.count > texts.count }
      #expect(worn.isEmpty, "\(worn.keys.sorted())")
    }
  }

  @Test("The written part has at least 4,000 distinct English words and 4,900 German ones")
  func vocabulary() {
    #expect(Set(written.flatMap { TranslationTexts.words($0.english) }).count >= 4_000)
    #expect(Set(written.flatMap { TranslationTexts.words($0.german) }).count >= 4_900)
  }

  // MARK: Generated

  @Test("The program makes the stored pairs again, and holds out whole combinations of words")
  func reproduction() {
    let made = TranslationCorpus()
    #expect(made.train.map { TranslationTexts.Pair($0) } == corpus.pairs(.generatedTrain))
    #expect(made.test.map { TranslationTexts.Pair($0) } == corpus.pairs(.generatedTest))
    let seen = Set(made.train.flatMap(\.combinations))
    #expect(made.test.allSatisfy { pair in pair.combinations.contains { !seen.contains($0) } })
  }

  @Test("Another seed gives other pairs, the same seed the same")
  func seeds() {
    let first = TranslationCorpus(seed: 1, trainCount: 50, testCount: 5)
    #expect(first.train == TranslationCorpus(seed: 1, trainCount: 50, testCount: 5).train)
    #expect(first.train != TranslationCorpus(seed: 2, trainCount: 50, testCount: 5).train)
  }

  @Test("The grammar has at least 250 nouns, 120 verbs and 80 adjectives")
  func lexicon() {
    let size = TranslationCorpus.lexiconSize
    #expect(size.nouns >= 250 && size.verbs >= 120 && size.adjectives >= 80, "\(size)")
  }

  @Test("No participle has a ge too many: gewöhnt and untersucht, not gegewöhnt and geuntersucht")
  func participles() {
    let unstressed = ["gege", "gebe", "geer", "gever", "gezer", "geent", "geunter", "geüber"]
    // Ge- belongs to these words themselves.
    let others = ["geben", "gebeten", "geerntet", "geerbt"]
    let words = Set(corpus.pairs(TranslationTexts.generated).flatMap { TranslationTexts.words($0.german) })
    let wrong = words.filter { word in
      word.hasSuffix("t") && unstressed.contains { word.hasPrefix($0) } && !others.contains { word.hasPrefix($0) }
    }
    #expect(wrong.isEmpty, "\(wrong.sorted())")
  }

  @Test("German swallows the article where it must: im, not in dem")
  func contractions() {
    let pairs = corpus.pairs(TranslationTexts.generated)
    for wrong in [
      " in dem ", " in das ", " an dem ", " an das ", " von dem ", " zu dem ", " zu der ", " bei dem ",
    ] {
      #expect(pairs.filter { $0.german.contains(wrong) }.isEmpty, "\(wrong)")
    }
  }
}

extension TranslationTexts.Pair {
  init(_ pair: SentencePair) {
    self.init(english: pair.english, german: pair.german)
  }
}
