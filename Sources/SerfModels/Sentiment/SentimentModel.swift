import SerfStorage
package import SerfTensor
package import SerfTokenizer

/// A whole sentiment model in memory: configuration, network, numbers and tokenizer. Immutable once it is made.
package struct SentimentModel: Sendable {
  package let configuration: SentimentConfiguration
  package let network: SentimentNetwork
  package let parameters: ParameterArena
  package let preparation: TextPreparation

  package init(
    configuration: SentimentConfiguration, network: SentimentNetwork, parameters: ParameterArena, tokenizer: Tokenizer
  ) {
    self.configuration = configuration
    self.network = network
    self.parameters = parameters
    preparation = TextPreparation(tokenizer: tokenizer, maxTokens: configuration.maxTokens)
  }

  /// Loads a model folder.
  /// - Throws: ``ModelError``: no such folder, a part missing, damaged, of a newer version, or of another model.
  package init(contentsOf path: String) throws(ModelError) {
    let folder = ModelFolder(path)
    let configuration: SentimentConfiguration
    do {
      try folder.checkReadable()
      let task = try folder.configuration(as: TaskName.self).task
      guard task == "sentiment" else { throw ModelError.otherTask(task, expected: "sentiment") }
      configuration = try folder.configuration(as: SentimentConfiguration.self)
    } catch let error as ModelError {
      throw error
    } catch let error as StorageError {
      throw .storage(error)
    } catch {
      preconditionFailure("an error of neither module: \(error)")
    }
    let network = try SentimentNetwork(configuration)
    let tokenizer: Tokenizer
    do { tokenizer = try Tokenizer(contentsOf: folder.path(of: .tokenizer)) } catch { throw .tokenizerFile(error) }
    guard tokenizer.vocabularySize == configuration.vocabularySize else {
      throw .vocabularyMismatch(
        path, found: tokenizer.vocabularySize, expected: configuration.vocabularySize)
    }
    // Shapes are checked before the numbers take memory: a hostile configuration may ask for any size.
    try network.layout.checkShapes(in: folder.path(of: .weights))
    let parameters = ParameterArena(layout: network.layout)
    try parameters.read(from: folder.path(of: .weights))
    self.init(configuration: configuration, network: network, parameters: parameters, tokenizer: tokenizer)
  }

  private struct TaskName: Decodable {
    let task: String
  }
}
