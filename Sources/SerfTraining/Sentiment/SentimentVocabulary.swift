import SerfData
import SerfSettings
import SerfTokenizer

/// The tokenizer of a run: one that is given, or byte-pair encoding learned from the training texts.
enum SentimentVocabulary {
  static func make(
    _ sources: SentimentSources, _ settings: Settings, training texts: [LabelledText], note: (String) -> Void
  ) throws(TrainingError) -> Tokenizer {
    do throws(TokenizerError) {
      if let path = sources.vocabulary { return try Tokenizer(contentsOf: path) }
      var normalizers: [any Normalizer] = [UnicodeNormalization(.nfc)]
      if settings[SentimentSettings.lowercase] { normalizers.append(Lowercase()) }
      var trainer = try BytePairTrainer(
        settings: BytePairTrainer.Settings(vocabularySize: settings[SentimentSettings.vocabularySize]),
        normalizer: NormalizerSequence(normalizers))
      try trainer.add(texts.lazy.map(\.text))
      let tokenizer = try trainer.train()
      note("vocabulary: \(tokenizer.vocabularySize) tokens learned from \(trainer.report.words) words of training text")
      return tokenizer
    } catch { throw .tokenizer(error) }
  }
}
