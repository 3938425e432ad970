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

  /// BLEU below which n-grams match by accident.
  static let leastTelling = 1.0

  private enum CodingKeys: String, CodingKey {
    case bleu, chrf, count
    case bleuSignature = "bleu_signature"
    case chrfSignature = "chrf_signature"
  }

  /// BLEU and chrF2 as sacreBLEU has them by default; of text with its tokens apart BLEU by those, and of a model without
  /// capitals without regard to them.
  /// - Parameter form: that both sides are in.
  /// - Throws: ``MetricsError`` when there are not as many translations as references, or none.
  public init(
    translations: [String], references: [String], form: WrittenForm = WrittenForm()
  ) throws(MetricsError) {
    let (bleu, chrf) = (form.bleu, form.chrf)
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
        translations: translations, references: written, form: translator.model.preparation.form)
    } catch { throw .metrics(error) }
  }
}

extension WrittenForm {
  /// BLEU by the tokens of this form: 13a's of plain text, else those that stand in the text.
  package var bleu: BLEU {
    // Only an order or a smoothing can be refused.
    (try? BLEU(tokenization: text == .plain ? .mteval13a : .none, lowercase: ignoresCase)) ?? BLEU()
  }

  package var chrf: ChrF { (try? ChrF(lowercase: ignoresCase)) ?? ChrF() }
}
