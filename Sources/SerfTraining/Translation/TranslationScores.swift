public import SerfMetrics
public import SerfModels

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

  /// BLEU and chrF2 as sacreBLEU has them by default; of text with its tokens apart BLEU by those.
  /// - Parameter textForm: that both sides are in.
  /// - Throws: ``MetricsError`` when there are not as many translations as references, or none.
  public init(
    translations: [String], references: [String], textForm: TextForm = .plain
  ) throws(MetricsError) {
    let (bleu, chrf) = (textForm.bleu, ChrF())
    let references = References(single: references)
    self.bleu = try bleu.corpusScore(hypotheses: translations, references: references).value
    self.chrf = try chrf.corpusScore(hypotheses: translations, references: references).value
    bleuSignature = "\(bleu.name)|\(bleu.signature(for: references))"
    chrfSignature = "\(chrf.name)|\(chrf.signature(for: references))"
    count = translations.count
  }

  /// The scores of a translator's translations, beside references that it writes as it writes its own text.
  /// - Throws: ``TrainingError``: as above, or a reference that can't be normalised.
  public init(of translator: Translator, translations: [String], references: [String]) throws(TrainingError) {
    let written: [String]
    do { written = try translator.model.preparation.written(references) } catch { throw .model(error) }
    do {
      try self.init(
        translations: translations, references: written, textForm: translator.model.preparation.textForm)
    } catch { throw .metrics(error) }
  }
}

extension TextForm {
  /// BLEU by the tokens of this form: 13a's of plain text, else those that stand in the text.
  package var bleu: BLEU {
    switch self {
    case .plain: BLEU()
    // Only an order or a smoothing can be refused.
    case .moses: (try? BLEU(tokenization: .none)) ?? BLEU()
    }
  }
}
