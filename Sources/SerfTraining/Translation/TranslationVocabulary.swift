import SerfData
import SerfModels
import SerfSettings
import SerfTokenizer

/// The tokenizers of a run: one that is given, or byte-pair encoding learned from both sides of the training pairs together, or
/// from each.
enum TranslationVocabulary {
  static func make(
    _ sources: TranslationSources, _ settings: Settings, training pairs: PairSource, note: (String) -> Void
  ) throws(TrainingError) -> TranslationTokenizers {
    let isSeparate = settings[TranslationSettings.separateVocabularies]
    if isSeparate, sources.vocabulary != nil { throw .oneVocabularyForTwo() }
    if let path = sources.vocabulary {
      if settings[TranslationSettings.lowercase] { throw .vocabularyWithItsOwn(TranslationSettings.lowercase.name) }
      if settings[TranslationSettings.textForm] == TextForm.moses.rawValue {
        throw .vocabularyWithItsOwn(TranslationSettings.textForm.name)
      }
      if settings.saysOtherwise(TranslationSettings.vocabularySize) {
        note("--vocabulary-size has no effect beside --vocabulary")
      }
      do { return TranslationTokenizers(target: try Tokenizer(contentsOf: path)) } catch { throw .tokenizer(error) }
    }
    guard isSeparate else {
      return TranslationTokenizers(
        target: try learn(pairs, { [$0.source, $0.target] }, settings, "both sides of the training text", note))
    }
    return TranslationTokenizers(
      target: try learn(pairs, { [$0.target] }, settings, "the training text's translations", note),
      separateSource: try learn(pairs, { [$0.source] }, settings, "the training text's sources", note))
  }

  /// - Parameter sides: the texts of a pair that are learned from.
  private static func learn(
    _ pairs: PairSource, _ sides: (SentencePair) -> [String], _ settings: Settings, _ name: String,
    _ note: (String) -> Void
  ) throws(TrainingError) -> Tokenizer {
    var normalizers: [any Normalizer] = [UnicodeNormalization(.nfc)]
    if settings[TranslationSettings.lowercase] { normalizers.append(Lowercase()) }
    var trainer: BytePairTrainer
    do {
      if settings[TranslationSettings.textForm] == TextForm.moses.rawValue {
        normalizers += try MosesText.normalizers()
      }
      trainer = try BytePairTrainer(
        settings: BytePairTrainer.Settings(vocabularySize: settings[TranslationSettings.vocabularySize]),
        normalizer: NormalizerSequence(normalizers))
    } catch { throw .tokenizer(error) }
    try count(pairs, sides, &trainer.counter)
    do {
      let tokenizer = try trainer.train()
      note("vocabulary: \(tokenizer.vocabularySize) tokens learned from \(trainer.report.words) words of \(name)")
      return tokenizer
    } catch { throw .tokenizer(error) }
  }

  /// Counts the words of a text, a sentence a line, by all cores.
  private static func count(
    _ pairs: PairSource, _ sides: (SentencePair) -> [String], _ counter: inout WordCounter
  ) throws(TrainingError) {
    let chunks = pairs.chunks()
    while let chunk = try chunks.nextForTraining() {
      var text: [UInt8] = []
      for pair in chunk {
        for side in sides(pair) {
          text.append(contentsOf: side.utf8)
          text.append(UInt8(ascii: "\n"))
        }
      }
      do { try counter.append(text.span) } catch { throw .tokenizer(error) }
    }
    do { try counter.endText() } catch { throw .tokenizer(error) }
  }
}
