import SerfData
import SerfSettings
import SerfTokenizer

/// The tokenizer of a run: one that is given, or byte-pair encoding learned from the training texts.
enum ClassificationVocabulary {
  /// - Parameter rows: those to train on, all of whose texts count.
  static func make<Names: ClassifierSettings>(
    _ sources: ClassificationSources, _ settings: Settings, of task: Names.Type, training rows: [some LabelledRow],
    note: (String) -> Void
  ) throws(TrainingError) -> Tokenizer {
    do throws(TokenizerError) {
      if let path = sources.vocabulary { return try Tokenizer(contentsOf: path) }
      var normalizers: [any Normalizer] = [UnicodeNormalization(.nfc)]
      if settings[Names.lowercase] { normalizers.append(Lowercase()) }
      var trainer = try BytePairTrainer(
        settings: BytePairTrainer.Settings(vocabularySize: settings[Names.vocabularySize]),
        normalizer: NormalizerSequence(normalizers))
      try trainer.add(rows.lazy.flatMap(\.texts))
      let tokenizer = try trainer.train()
      note("vocabulary: \(tokenizer.vocabularySize) tokens learned from \(trainer.report.words) words of training text")
      return tokenizer
    } catch { throw .tokenizer(error) }
  }
}
