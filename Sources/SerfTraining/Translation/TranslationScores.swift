public import SerfMetrics

/// How good translations are, under the names of the command's JSON.
public struct TranslationScores: Hashable, Codable, Sendable {
  /// 0…100.
  public let bleu: Double
  /// What reproduces the figure with sacreBLEU.
  public let bleuSignature: String
  /// 0…100.
  public let chrf: Double
  public let chrfSignature: String
  /// Sentences.
  public let count: Int

  private enum CodingKeys: String, CodingKey {
    case bleu, chrf, count
    case bleuSignature = "bleu_signature"
    case chrfSignature = "chrf_signature"
  }

  /// BLEU with 13a's tokens and chrF2, the defaults of sacreBLEU.
  /// - Throws: ``MetricsError`` when there are not as many translations as references, or none.
  public init(translations: [String], references: [String]) throws(MetricsError) {
    let (bleu, chrf) = (BLEU(), ChrF())
    let references = References(single: references)
    self.bleu = try bleu.corpusScore(hypotheses: translations, references: references).value
    self.chrf = try chrf.corpusScore(hypotheses: translations, references: references).value
    bleuSignature = "\(bleu.name)|\(bleu.signature(for: references))"
    chrfSignature = "\(chrf.name)|\(chrf.signature(for: references))"
    count = translations.count
  }
}
