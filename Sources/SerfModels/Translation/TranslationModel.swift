import SerfStorage
package import SerfTensor
import SerfTokenizer

/// A whole translation model in memory: configuration, network, numbers and tokenizer. Immutable once it is made.
package struct TranslationModel: Sendable {
  package let configuration: TranslationConfiguration
  package let network: TranslationNetwork
  package let parameters: ParameterArena
  package let preparation: TranslationPreparation

  package init(
    configuration: TranslationConfiguration, network: TranslationNetwork, parameters: ParameterArena,
    preparation: TranslationPreparation
  ) {
    self.configuration = configuration
    self.network = network
    self.parameters = parameters
    self.preparation = preparation
  }

  /// Loads a model folder.
  /// - Throws: ``ModelError``: no such folder, a part missing, damaged, of a newer version, or of another model.
  package init(contentsOf path: String) throws(ModelError) {
    let folder = ModelFolder(path)
    let task = try TaskName.read(from: folder)
    guard task == TranslationConfiguration.taskName else {
      throw .otherTask(task, expected: TranslationConfiguration.taskName, path: folder.path)
    }
    let configuration: TranslationConfiguration
    do { configuration = try folder.configuration(as: TranslationConfiguration.self) } catch { throw .storage(error) }
    let network: TranslationNetwork
    do { network = try TranslationNetwork(configuration) } catch { throw error.at(folder.path(of: .configuration)) }
    let tokenizers = TranslationTokenizers(
      target: try Self.tokenizer(folder.path(of: .tokenizer), size: configuration.vocabularySize),
      separateSource: try configuration.sourceVocabularySize.map { (size) throws(ModelError) in
        try Self.tokenizer(folder.path(of: .sourceTokenizer), size: size)
      })
    // Shapes are checked before the numbers take memory: a hostile configuration may ask for any size.
    try network.layout.checkShapes(in: folder.path(of: .weights))
    let parameters = ParameterArena(layout: network.layout)
    try parameters.read(from: folder.path(of: .weights))
    self.init(
      configuration: configuration, network: network, parameters: parameters,
      preparation: try TranslationPreparation(
        tokenizers, maxTokens: configuration.maxTokens, longestSource: configuration.longestSource,
        textForm: configuration.textForm ?? .plain))
  }

  private static func tokenizer(_ path: String, size: Int) throws(ModelError) -> Tokenizer {
    let tokenizer: Tokenizer
    do { tokenizer = try Tokenizer(contentsOf: path) } catch { throw .tokenizerFile(error) }
    guard tokenizer.vocabularySize == size else {
      throw .vocabularyMismatch(path, found: tokenizer.vocabularySize, expected: size)
    }
    return tokenizer
  }
}
