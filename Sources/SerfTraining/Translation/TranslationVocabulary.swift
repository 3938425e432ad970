import SerfData
import SerfModels
import SerfSettings
import SerfTokenizer

/// The tokenizers of a run: one that is given, or byte-pair encoding learned from both sides of the training pairs together, or
/// from each.
enum TranslationVocabulary {
  static func make(
    _ sources: TranslationSources, _ settings: Settings, training pairs: [SentencePair], note: (String) -> Void
  ) throws(TrainingError) -> TranslationTokenizers {
    let isSeparate = settings[TranslationSettings.separateVocabularies]
    if isSeparate, sources.vocabulary != nil { throw .oneVocabularyForTwo() }
    do throws(TokenizerError) {
      if let path = sources.vocabulary { return TranslationTokenizers(target: try Tokenizer(contentsOf: path)) }
      let (source, target) = (pairs.lazy.map(\.source), pairs.lazy.map(\.target))
      guard isSeparate else {
        return TranslationTokenizers(
          target: try learn([source, target], settings, "both sides of the training text", note))
      }
      return TranslationTokenizers(
        target: try learn([target], settings, "the training text's translations", note),
        separateSource: try learn([source], settings, "the training text's sources", note))
    } catch { throw .tokenizer(error) }
  }

  private static func learn(
    _ texts: [some Sequence<String>], _ settings: Settings, _ name: String, _ note: (String) -> Void
  ) throws(TokenizerError) -> Tokenizer {
    var normalizers: [any Normalizer] = [UnicodeNormalization(.nfc)]
    if settings[TranslationSettings.lowercase] { normalizers.append(Lowercase()) }
    var trainer = try BytePairTrainer(
      settings: BytePairTrainer.Settings(vocabularySize: settings[TranslationSettings.vocabularySize]),
      normalizer: NormalizerSequence(normalizers))
    for part in texts { try trainer.add(part) }
    let tokenizer = try trainer.train()
    note("vocabulary: \(tokenizer.vocabularySize) tokens learned from \(trainer.report.words) words of \(name)")
    return tokenizer
  }
}
