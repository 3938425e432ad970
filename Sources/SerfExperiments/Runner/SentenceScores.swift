internal import SerfMetrics
public import SerfTraining

/// What the translations of a part come to, sentence by sentence: all that tests across sentences need.
public struct SentenceScores: Hashable, Sendable {
  public var part: String
  /// Both empty where the sentences come from an export, which carries nobody's texts.
  public var sources: [String]
  public var references: [String]
  /// Empty where they come from an export.
  public var translations: [String]
  /// What BLEU counts in a sentence (``BLEU``), ten numbers a sentence.
  public var bleu: [Int]
  /// chrF2 of each sentence. Unit: hundredths, 0…10,000.
  public var chrf: [Int]

  static let bleuColumns = BLEU().statisticCount
  /// What ``chrf`` is divided by for 0…100.
  static let chrfUnit = 100.0

  init(
    part: String, sources: [String], references: [String], translations: [String], bleu: [Int], chrf: [Int]
  ) {
    (self.part, self.sources, self.references) = (part, sources, references)
    (self.translations, self.bleu, self.chrf) = (translations, bleu, chrf)
  }

  /// - Precondition: as many translations as references.
  public init(_ texts: PartTranslations) {
    precondition(texts.translations.count == texts.references.count, "a translation without its reference")
    let (references, all) = (References(single: texts.references), 0..<texts.translations.count)
    let chrF = texts.form.chrf
    let counts = texts.form.bleu.statistics(of: all, hypotheses: texts.translations, references: references)
    let rows = SegmentStatistics(
      values: chrF.statistics(of: all, hypotheses: texts.translations, references: references),
      columnCount: chrF.statisticCount)
    self.init(
      part: texts.part, sources: texts.sources, references: texts.references, translations: texts.translations,
      bleu: counts.map { Int($0) },
      chrf: all.map { Int((chrF.score(of: rows[$0]).value * Self.chrfUnit).rounded()) })
  }
}
