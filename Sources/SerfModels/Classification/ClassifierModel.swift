package import SerfData
package import SerfSettings
package import SerfStorage
package import SerfTensor
package import SerfTokenizer

/// A whole classifier in memory: configuration, network, numbers and tokenizer. Immutable once it is made.
package struct ClassifierModel<Network: ClassifierNetwork>: Sendable {
  package let configuration: Network.Configuration
  package let network: Network
  package let parameters: ParameterArena
  package let preparation: TextPreparation

  package init(
    configuration: Network.Configuration, network: Network, parameters: ParameterArena, tokenizer: Tokenizer
  ) {
    self.configuration = configuration
    self.network = network
    self.parameters = parameters
    preparation = TextPreparation(tokenizer: tokenizer, maxTokens: configuration.maxTokens)
  }

  /// Loads a model folder.
  /// - Throws: ``ModelError``: no such folder, a part missing, damaged, of a newer version, or of another task.
  package init(contentsOf path: String) throws(ModelError) {
    let folder = ModelFolder(path)
    let task = try TaskName.read(from: folder)
    guard task == Network.Configuration.taskName else {
      throw .otherTask(task, expected: Network.Configuration.taskName, path: folder.path)
    }
    let configuration: Network.Configuration
    do { configuration = try folder.configuration(as: Network.Configuration.self) } catch { throw .storage(error) }
    let network: Network
    do { network = try Network(configuration) } catch { throw error.at(folder.path(of: .configuration)) }
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
}

// MARK: - Answers
extension ClassifierModel {
  /// The same model, shown what the settings say: as of pairs the hypotheses alone.
  /// - Throws: ``ModelError`` where it has nothing else to be shown.
  package func seeing(_ settings: Settings) throws(ModelError) -> Self {
    Self(
      configuration: try Network.seeing(settings, configuration), network: network, parameters: parameters,
      tokenizer: preparation.tokenizer)
  }

  /// Encodes examples, of which the network gets to see what its configuration says.
  /// - Parameter pictures: of a network that looks at them: the paths of each example's, and a store that has them all.
  package func encode(
    _ texts: [[String]], pictures: (paths: [[String]], store: PictureStore)? = nil, labels: [Int]? = nil
  ) throws(ModelError) -> (texts: EncodedTexts, cut: Int) {
    var encoded = try preparation.encode(texts.map { Network.visible($0, configuration) }, labels: labels)
    // A network that reads no words misses none.
    if network.wordTable == nil { encoded.cut = 0 }
    if let pictures {
      var numbers = EncodedPictures(store: pictures.store, picturesPerExample: Network.Row.pictureRoles.count)
      for paths in pictures.paths { numbers.append(Network.visible(pictures: paths, configuration)) }
      encoded.texts.pictures = numbers
    }
    return encoded
  }

  /// Reads the pictures of examples; nil for a network of texts alone.
  private func pictures(
    _ paths: [[String]], examples: Int, places: [String: String]
  ) throws(ModelError) -> (paths: [[String]], store: PictureStore)? {
    guard let patches = configuration.patches else { return nil }
    let paths = configuration.hidesPictures ? [[String]](repeating: [], count: examples) : paths
    let wanted = configuration.hidesPictures ? 0 : Network.Row.pictureRoles.count
    guard paths.count == examples, paths.allSatisfy({ $0.count == wanted }) else { throw .picturesWanted() }
    do { return (paths, try PictureStore(paths.joined(), layout: patches, places: places)) } catch {
      throw .picture(error)
    }
  }

  /// Classifies examples.
  /// - Parameters:
  ///   - texts: of each example, as many as a row of the task has.
  ///   - pictures: the paths of each example's; none for a network that is shown texts alone.
  ///   - places: of a picture the row that names it, as messages say it.
  ///   - workers: threads; nil takes one a core. The result does not depend on it.
  /// - Returns: an answer an example, in their order, and how many texts were cut.
  package func answers(
    _ texts: [[String]], pictures paths: [[String]] = [], places: [String: String] = [:], workers: Int?
  ) throws(ModelError) -> (answers: [Classification], cut: Int) {
    guard !texts.isEmpty else { return ([], 0) }
    let pictures = try pictures(paths, examples: texts.count, places: places)
    let (encoded, cut) = try encode(texts, pictures: pictures)
    let team = WorkerTeam(count: min(workers ?? WorkerTeam.coreCount, texts.count))
    let answers = PredictionJob.run(network, parameters: parameters, texts: encoded, team: team).probabilities
      .map { Classification(labels: configuration.labels, probabilities: $0) }
    return (answers, cut)
  }

  /// How many examples to classify at once, of as many at most: fewer where their pictures are large.
  /// - Parameter limit: what the pictures of a batch may take. Unit: bytes.
  package func batchSize(atMost most: Int, pictureBytes limit: Int = 256 << 20) -> Int {
    guard let patches = configuration.patches, !configuration.hidesPictures else { return most }
    let bytes = patches.bytesPerPicture * Network.Row.pictureRoles.count
    return max(1, min(most, limit / bytes))
  }
}

/// Which task a model folder is of.
package enum TaskName {
  private struct Stored: Decodable {
    let task: String
  }

  /// - Throws: ``ModelError``: no such folder, not a model, or one whose `config.json` is damaged.
  package static func read(from folder: ModelFolder) throws(ModelError) -> String {
    do throws(StorageError) {
      try folder.checkReadable()
      return try folder.configuration(as: Stored.self).task
    } catch { throw .storage(error) }
  }
}
