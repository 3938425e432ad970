import SerfCorpora
import Testing

@Suite("The bundled entailment corpus")
struct EntailmentCorpusTests {
  private let corpus: EntailmentPairs

  init() throws {
    corpus = try EntailmentPairs()
  }

  @Test("There are at least 1,500 pairs, in splits of 1,449, 207 and 414")
  func sizes() {
    #expect(corpus.pairs.count >= 1_500)
    #expect(pairs(in: .train).count == 1_449)
    #expect(pairs(in: .dev).count == 207)
    #expect(pairs(in: .test).count == 414)
  }

  @Test("Each label is entailment, neutral or contradiction")
  func labels() {
    let strange = corpus.pairs.filter { !EntailmentPairs.labels.contains($0.label) }
    #expect(strange.isEmpty, "\(strange)")
  }

  @Test("A third of each split has each label", arguments: SerfCorpora.Split.allCases)
  func balance(split: SerfCorpora.Split) {
    for label in EntailmentPairs.labels {
      #expect(3 * pairs(in: split).count { $0.label == label } == pairs(in: split).count, "\(label)")
    }
  }

  @Test("Splits share no scene, and each has scenes of all 23 subjects")
  func splits() {
    let scenes = Dictionary(grouping: corpus.pairs, by: \.scene)
    #expect(scenes.count == 230)
    #expect(scenes.filter { Set($0.value.map(\.split)).count > 1 }.isEmpty)
    for split in SerfCorpora.Split.allCases {
      #expect(Set(pairs(in: split).map(\.subject)).count == 23)
    }
  }

  @Test("A scene is three premises by three hypotheses")
  func scenes() {
    for (scene, pairs) in Dictionary(grouping: corpus.pairs, by: \.scene) {
      #expect(pairs.count == 9, "\(scene)")
      #expect(Set(pairs.map(\.premise)).count == 3, "\(scene)")
      #expect(Set(pairs.map(\.hypothesis)).count == 3, "\(scene)")
    }
  }

  @Test("Each hypothesis stands in one scene, once with each label")
  func hypotheses() {
    for (hypothesis, pairs) in Dictionary(grouping: corpus.pairs, by: { $0.hypothesis.lowercased() }) {
      #expect(pairs.map(\.label).sorted() == EntailmentPairs.labels.sorted(), "\(hypothesis)")
      #expect(Set(pairs.map(\.scene)).count == 1, "\(hypothesis)")
    }
  }

  @Test("Each premise stands in one scene, once with each label")
  func premises() {
    for (premise, pairs) in Dictionary(grouping: corpus.pairs, by: { $0.premise.lowercased() }) {
      #expect(pairs.map(\.label).sorted() == EntailmentPairs.labels.sorted(), "\(premise)")
      #expect(Set(pairs.map(\.scene)).count == 1, "\(premise)")
    }
  }

  @Test("No two premises share over 30 % of the word trigrams of the one that has fewer")
  func nearDuplicates() {
    let premises = corpus.premises
    let overlaps = TrigramOverlap.pairs(in: premises.map(\.lowerCaseWords), above: 0.3)
    #expect(overlaps.isEmpty, "\(overlaps.map { "\($0.share): \(premises[$0.first]) / \(premises[$0.second])" })")
  }

  @Test("There are at least 5,000 distinct words")
  func vocabulary() {
    let words = Set((corpus.premises + corpus.hypotheses).flatMap(\.lowerCaseWords))
    #expect(words.count >= 5_000)
  }

  @Test("No three words open over 1 % of the premises")
  func openings() {
    let premises = corpus.premises
    let openings = Dictionary(grouping: premises) { $0.lowerCaseWords.prefix(3).joined(separator: " ") }
    let worn = openings.filter { 100 * $0.value.count > premises.count }
    #expect(worn.isEmpty, "\(worn.keys.sorted())")
  }

  @Test("Texts hold no quotation marks, control or invisible characters, no double blanks, none at either end")
  func characters() {
    for text in corpus.premises + corpus.hypotheses {
      #expect(text.strayScalars.isEmpty && !text.contains("\""), "\(text)")
      #expect(!text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ") && !text.contains("  "), "\(text)")
    }
  }

  private func pairs(in split: SerfCorpora.Split) -> [EntailmentPairs.Pair] {
    corpus.pairs.filter { $0.split == split }
  }
}

// MARK: - Cues that must not tell
extension EntailmentCorpusTests {
  @Test("The words of the hypothesis alone leave a classifier at chance")
  func hypothesisWords() {
    expectChance { $0.hypothesis.lowerCaseWords.map(String.init) }
  }

  @Test("The words and word pairs of the hypothesis alone leave a classifier at chance")
  func hypothesisWordPairs() {
    expectChance { pair in
      let words = pair.hypothesis.lowerCaseWords.map(String.init)
      return words + zip(words, words.dropFirst()).map { "\($0) \($1)" }
    }
  }

  @Test("The length of the hypothesis leaves a classifier at chance")
  func hypothesisLength() {
    expectChance { ["\($0.hypothesis.lowerCaseWords.count)"] }
  }

  @Test("Words of negation in the hypothesis leave a classifier at chance")
  func hypothesisNegation() {
    expectChance { ["\(Self.negations(in: $0.hypothesis))"] }
  }

  @Test("The words of the premise alone leave a classifier at chance")
  func premiseWords() {
    expectChance { $0.premise.lowerCaseWords.map(String.init) }
  }

  @Test("Words of negation in both texts leave a classifier within 5 points of chance")
  func negation() {
    expectChance { ["\(Self.negations(in: $0.premise)) \(Self.negations(in: $0.hypothesis))"] }
  }

  @Test("How many words of the hypothesis stand in the premise tells a classifier less than half of the labels")
  func overlap() {
    let baseline = PartialInputBaseline { pair in
      let premise = Set(pair.premise.lowerCaseWords)
      let words = pair.hypothesis.lowerCaseWords
      return ["\(10 * words.count { premise.contains($0) } / words.count)"]
    }
    #expect(baseline.accuracy(on: corpus.pairs) < 0.45)
  }

  @Test("The classifier finds a tell-tale word where there is one")
  func tellTale() {
    let marked = corpus.pairs.map { pair in
      EntailmentPairs.Pair(
        split: pair.split, premise: pair.premise,
        hypothesis: pair.hypothesis + (pair.label == "contradiction" ? " not" : ""),
        label: pair.label, scene: pair.scene)
    }
    let baseline = PartialInputBaseline { $0.hypothesis.lowerCaseWords.map(String.init) }
    #expect(baseline.accuracy(on: marked) > 0.6)
  }

  private static let negationWords: Set<Substring> = [
    "no", "not", "nobody", "nothing", "none", "never", "neither", "nor", "nowhere", "without", "cannot",
  ]

  private static func negations(in text: String) -> Int {
    text.lowerCaseWords.count { negationWords.contains($0) || $0.hasSuffix("n't") }
  }

  private func expectChance(
    from cues: @escaping (EntailmentPairs.Pair) -> [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let accuracy = PartialInputBaseline(cues: cues).accuracy(on: corpus.pairs)
    #expect(abs(accuracy - 1 / 3) <= 0.05, "\(accuracy)", sourceLocation: sourceLocation)
  }
}
