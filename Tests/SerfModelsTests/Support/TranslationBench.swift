import SerfModels
import SerfNN
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer
import TestSupport

extension TranslationConfiguration {
  /// A small network of two blocks a side, with dropout of every kind.
  static func small(
    vocabularySize: Int, norm: String = "pre", positions: String = "sinusoidal", isGated: Bool = false
  ) -> TranslationConfiguration {
    var configuration = TranslationConfiguration(
      Settings(TranslationSettings.list), vocabularySize: vocabularySize)
    (configuration.encoderLayers, configuration.decoderLayers, configuration.heads) = (2, 3, 2)
    (configuration.modelWidth, configuration.feedForwardWidth, configuration.maxTokens) = (16, 24, 40)
    (configuration.norm, configuration.positions, configuration.gatedFeedForward) = (norm, positions, isGated)
    (configuration.dropout, configuration.embeddingDropout, configuration.wordDropout) = (0.2, 0.1, 0.1)
    return configuration
  }
}

/// Translation models with seeded weights: whole models that nobody had to train.
struct TranslationBench {
  let folder: TemporaryFolder
  let tokenizer: Tokenizer

  static let texts = [
    "A dog runs on the beach.", "Two children are playing.", "Ein Hund läuft am Strand.", "Zwei Kinder spielen.",
    "The dog is playing with a red ball.", "Der Hund spielt mit einem roten Ball.",
  ]

  init() throws {
    folder = try TemporaryFolder()
    var trainer = try BytePairTrainer(settings: BytePairTrainer.Settings(vocabularySize: 320))
    try trainer.add(Self.texts)
    tokenizer = try trainer.train()
  }

  /// A model whose weights are larger than first ones, so that its outputs differ from one another.
  func model(
    _ change: (inout TranslationConfiguration) -> Void = { _ in }, seed: UInt64 = 11
  ) throws -> TranslationModel {
    var configuration = TranslationConfiguration.small(vocabularySize: tokenizer.vocabularySize)
    change(&configuration)
    let network = try TranslationNetwork(configuration)
    let arena = ParameterArena(layout: network.layout)
    for parameter in arena.layout.parameters {
      var random = RandomStream(RandomKey(seed: seed).child(parameter.name))
      arena.matrix(of: parameter).fillNormal(deviation: 0.4, &random)
    }
    return TranslationModel(
      configuration: configuration, network: network, parameters: arena,
      preparation: try TranslationPreparation(
        TranslationTokenizers(target: tokenizer), maxTokens: configuration.maxTokens,
        longestSource: configuration.longestSource))
  }

  /// Writes a whole model and returns its path.
  @discardableResult
  func write(_ model: TranslationModel, name: String = "model") throws -> String {
    let target = ModelFolder(folder.path(name))
    let json = try tokenizer.json()
    try target.publish { (staged) throws(StorageError) in
      try staged.writeConfiguration(model.configuration)
      try model.parameters.write(to: staged.path(of: .weights))
      try staged.write(String(decoding: json, as: UTF8.self), as: .tokenizer)
      try staged.write("architecture: transformer\n", as: .settings)
    }
    return target.path
  }

  /// Random sources of 0 to 15 tokens.
  func sources(_ count: Int, seed: UInt64 = 3) -> [[Int32]] {
    var random = RandomStream(RandomKey(seed: seed))
    return (0..<count).map { _ in
      (0..<Int(random.next() % 16)).map { _ in Int32(3 + random.next() % UInt64(tokenizer.vocabularySize - 3)) }
    }
  }
}
