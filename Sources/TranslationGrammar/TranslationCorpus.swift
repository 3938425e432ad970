import SeededDraws

/// Sentence pairs made by the grammar: the same seed gives the same pairs, for ever.
///
/// A twentieth of the combinations of two words (a verb and its object, an adjective and its noun) is held out: a pair
/// that has one goes to the test part, and no pair of the training part has any.
package struct TranslationCorpus: Sendable {
  package let train: [SentencePair]
  package let test: [SentencePair]

  /// The parts that are stored in `Corpora/translation/generated`.
  package static let seed: UInt64 = 2026
  package static let trainCount = 16_000
  package static let testCount = 500

  package init(seed: UInt64 = seed, trainCount: Int = trainCount, testCount: Int = testCount) {
    var composer = Composer(lexicon: Lexicon(), seed: seed)
    var seen: Set<String> = []
    var train: [SentencePair] = []
    var test: [SentencePair] = []
    while train.count < trainCount || test.count < testCount {
      guard let pair = composer.sentence(), Self.isSound(pair) else { continue }
      let isTest = pair.combinations.contains { Self.isHeldOut($0) }
      guard isTest ? test.count < testCount : train.count < trainCount else { continue }
      guard seen.insert(pair.english.lowercased()).inserted else { continue }
      if isTest { test.append(pair) } else { train.append(pair) }
    }
    self.train = train
    self.test = test
  }

  /// Distinct words of the lexicon.
  package static var lexiconSize: (nouns: Int, verbs: Int, adjectives: Int) { Lexicon().counts }

  /// By the words alone, so that the choice stays when the grammar changes.
  static func isHeldOut(_ combination: String) -> Bool {
    let hash = combination.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return SplitMix64.mixed(hash) % 20 == 0
  }

  /// Not too long to be said.
  private static func isSound(_ pair: SentencePair) -> Bool {
    let words = pair.english.utf8.count { $0 == UInt8(ascii: " ") } + 1
    return words >= 4 && words <= 24
  }
}

extension Composer {
  /// The plans, each with its weight in the draw.
  private static let plans: [(weight: Int, compose: @Sendable (inout Composer) -> SentencePair?)] = [
    (24, { $0.statement() }), (8, { $0.negated() }), (3, { $0.state() }), (6, { $0.passive() }), (3, { $0.animal() }),
    (4, { $0.liking() }), (4, { $0.contrast() }), (7, { $0.yesNoQuestion() }), (4, { $0.adverbQuestion() }),
    (3, { $0.subjectQuestion() }), (5, { $0.objectQuestion() }), (8, { $0.request() }), (8, { $0.thatClause() }),
    (5, { $0.indirectQuestion() }), (5, { $0.reason() }), (4, { $0.occasion() }), (3, { $0.sequence() }),
    (5, { $0.infinitive() }), (3, { $0.purpose() }), (4, { $0.wish() }), (5, { $0.relativeSubject() }),
    (4, { $0.relativeObject() }), (3, { $0.relativeOfObject() }), (6, { $0.position() }), (4, { $0.placing() }),
    (4, { $0.predicate() }), (4, { $0.comparison() }), (2, { $0.price() }), (2, { $0.measure() }), (4, { $0.owning() }),
    (3, { $0.takingUp() }), (2, { $0.lookingFor() }), (2, { $0.showing() }), (3, { $0.passingOn() }),
    (4, { $0.journey() }),
    (4, { $0.journeyByMeans() }), (2, { $0.hourOfEvent() }), (2, { $0.dateOfEvent() }), (3, { $0.skill() }),
  ]
  private static let weight = plans.reduce(0) { $0 + $1.weight }

  mutating func sentence() -> SentencePair? {
    var ticket = random.below(Self.weight)
    for plan in Self.plans {
      if ticket < plan.weight { return plan.compose(&self) }
      ticket -= plan.weight
    }
    return nil
  }
}
