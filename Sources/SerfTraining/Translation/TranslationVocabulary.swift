import SerfData
import SerfSettings
import SerfTokenizer

/// The tokenizer of a run: one that is given, or byte-pair encoding learned from both sides of the training pairs.
enum TranslationVocabulary {
  static func make(
    _ sources: TranslationSources, _ settings: Settings, training pairs: [SentencePair], note: (String) -> Void
  ) throws(TrainingError) -> Tokenizer {
    do throws(TokenizerError) {
      if let path = sources.vocabulary { return try Tokenizer(contentsOf: path) }
      var normalizers: [any Normalizer] = [UnicodeNormalization(.nfc)]
      if settings[TranslationSettings.lowercase] { normalizers.append(Lowercase()) }
      var trainer = try BytePairTrainer(
        settings: BytePairTrainer.Settings(vocabularySize: settings[TranslationSettings.vocabularySize]),
        normalizer: NormalizerSequence(normalizers))
      try trainer.add(pairs.lazy.map(\.source))
      try trainer.add(pairs.lazy.map(\.target))
      let tokenizer = try trainer.train()
      note(
        "vocabulary: \(tokenizer.vocabularySize) tokens learned from \(trainer.report.words) words of both sides of the "
          + "training text")
      return tokenizer
    } catch { throw .tokenizer(error) }
  }
}
