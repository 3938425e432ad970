import SerfTensor

/// A trained translation model, loaded from a model folder and ready for raw text.
///
/// ```swift
/// import SerfNLP
///
/// let translator = try Translator(contentsOf: "translation-model")
/// print(try translator.translate("A dog is running on the beach."))
/// ```
/// It is immutable: any number of tasks may use one at once.
public struct Translator: Sendable {
  package let model: TranslationModel
  private let memory = InferenceMemory()

  /// Loads a model folder that `train-translation` has written.
  /// - Throws: ``ModelError``: no such folder, or a part that is missing, damaged, or of a newer version.
  public init(contentsOf path: String) throws(ModelError) { model = try TranslationModel(contentsOf: path) }

  package init(_ model: TranslationModel) { self.model = model }

  /// What the model is.
  public var configuration: TranslationConfiguration { model.configuration }

  /// Translates one text, on the calling thread.
  /// - Throws: ``ModelError`` when the text can't be encoded.
  public func translate(_ text: String, options: DecodingOptions = DecodingOptions()) throws(ModelError) -> String {
    try translations(of: [text], options: options, workers: 1)[0][0].text
  }

  /// Translates texts.
  /// - Parameter workers: threads; nil takes one a core. The result does not depend on it.
  /// - Returns: a translation a text, in their order.
  public func translate(
    _ texts: [String], options: DecodingOptions = DecodingOptions(), workers: Int? = nil
  ) throws(ModelError) -> [String] {
    try translations(of: texts, options: options, workers: workers).map { $0[0].text }
  }

  /// The best translations of each text.
  ///
  /// A text without any token has the empty translation. One that is cut (``DecodingOptions/splitting``) has one
  /// translation: those of its parts with a blank between.
  /// - Parameter workers: threads; nil takes one a core. The result does not depend on it.
  /// - Returns: for each text its translations, best first: ``DecodingOptions/nbest`` at most, and one at least.
  /// - Throws: ``ModelError`` also where ``DecodingOptions/prefix``, ``DecodingOptions/minLength`` or
  ///   ``DecodingOptions/maxLength`` is longer than a translation can be, or a text that is not to be cut than a source.
  public func translations(
    of texts: [String], options: DecodingOptions = DecodingOptions(), workers: Int? = nil
  ) throws(ModelError) -> [[Translation]] {
    let options = options.sane
    try options.require(within: model.preparation.maxTokens)
    let parts = try SourceParts(texts, model.preparation, options.splitting)
    let prefix = try ForcedPrefix(options.prefix, model.preparation)
    guard !parts.sources.isEmpty else { return texts.map { _ in [.empty] } }
    let team = WorkerTeam(count: min(workers ?? WorkerTeam.coreCount, parts.sources.count))
    let found = DecodingJob.run(
      model.network, parameters: model.parameters, memory: memory, preparation: model.preparation,
      sources: parts.sources(prefix: prefix), options: options, team: team)
    return parts.ranges.map { range in
      range.isEmpty
        ? [.empty] : Translation.join(range.map { found[$0] }, options, preparation: model.preparation)
    }
  }
}

// MARK: - Texts as they come
extension Translator {
  /// Translates texts as they come, each when its translation is asked for, on the thread that asks.
  ///
  /// ```swift
  /// for try await german in translator.translate(FileHandle.standardInput.bytes.lines) { print(german) }
  /// ```
  /// Many texts that are there already take less time together: ``translate(_:options:workers:)``.
  /// - Returns: a translation a text, in their order; it ends with the error of a text that can't be translated.
  public func translate<Texts: AsyncSequence>(
    _ texts: Texts, options: DecodingOptions = DecodingOptions()
  ) -> AsyncThrowingMapSequence<Texts, String> where Texts.Element == String {
    texts.map { text in try translate(text, options: options) }
  }
}

extension DecodingOptions {
  /// Refuses lengths that no translation of a model can have.
  fileprivate func require(within most: Int) throws(ModelError) {
    for (name, length) in [("shortest", minLength), ("longest", maxLength ?? 0)] where length > most {
      throw .longTranslation(name, tokens: length, most: most)
    }
  }

  /// Within what a search can do.
  fileprivate var sane: DecodingOptions {
    var options = self
    options.beam = max(1, beam)
    options.nbest = sampling == nil ? min(max(1, nbest), options.beam) : max(1, nbest)
    options.noRepeatNgramSize = noRepeatNgramSize.map { max(1, $0) }
    options.sampling = sampling.map {
      Sampling(
        temperature: max($0.temperature, 1e-6), topK: $0.topK.map { max(1, $0) }, topP: max($0.topP, 1e-6),
        seed: $0.seed)
    }
    return options
  }
}

/// What a translator says of one text.
public struct Translation: Hashable, Sendable {
  public let text: String
  /// ln P / lengthᵅ, with the length penalty α that was asked for; 0 of an empty text.
  public let score: Double

  static let empty = Translation(text: "", score: 0)

  /// The translations of a text of one part, or the one of a text of several.
  fileprivate static func join(
    _ parts: [[Hypothesis]], _ options: DecodingOptions, preparation: TranslationPreparation
  ) -> [Translation] {
    guard parts.count > 1 else {
      return parts[0].map { Translation(text: preparation.text(of: $0.tokens), score: $0.score) }
    }
    let best = parts.map { $0[0] }
    let text = best.map { preparation.text(of: $0.tokens) }.joined(separator: " ")
    // As if the whole had been one hypothesis.
    let score = Beam.score(
      best.reduce(0) { $0 + $1.logProbability }, length: best.reduce(0) { $0 + $1.length }, options)
    return [Translation(text: text, score: score)]
  }
}
