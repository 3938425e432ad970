import Foundation
import SerfModels
import SerfNN
import SerfStorage
import SerfTensor
import SerfTokenizer
import TestSupport

/// Model folders with seeded weights: whole models that nobody had to train.
struct ModelBench {
  let folder: TemporaryFolder
  let tokenizer: Tokenizer

  init() throws {
    folder = try TemporaryFolder()
    var trainer = try BytePairTrainer(settings: BytePairTrainer.Settings(vocabularySize: 300))
    try trainer.add(["the film was lovely", "the lovely book", "a dreadful film and a dreadful book"])
    tokenizer = try trainer.train()
  }

  func configuration(_ architecture: SentimentConfiguration.Architecture = .average) -> SentimentConfiguration {
    .small(architecture, vocabularySize: tokenizer.vocabularySize)
  }

  /// Weights that make classes differ: larger than first ones.
  static func parameters(_ network: SentimentNetwork) -> ParameterArena {
    let arena = ParameterArena(layout: network.layout)
    for parameter in arena.layout.parameters {
      var random = RandomStream(RandomKey(seed: 11).child(parameter.name))
      arena.matrix(of: parameter).fillNormal(deviation: 0.5, &random)
    }
    return arena
  }

  /// Writes a whole model and returns its path.
  @discardableResult
  func write(_ configuration: SentimentConfiguration, name: String = "model") throws -> String {
    let model = ModelFolder(folder.path(name))
    let network = try SentimentNetwork(configuration)
    let json = try tokenizer.json()
    try model.publish { (staged) throws(StorageError) in
      try staged.writeConfiguration(configuration)
      try Self.parameters(network).write(to: staged.path(of: .weights))
      try staged.write(String(decoding: json, as: UTF8.self), as: .tokenizer)
      try staged.write("architecture: \(configuration.architecture.rawValue)\n", as: .settings)
    }
    return model.path
  }

  /// Changes members of a model's config.json; a nil takes one away.
  func change(_ members: [String: Any?], in path: String) throws {
    let file = URL(fileURLWithPath: path + "/config.json")
    var object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    for (name, value) in members { object[name] = value }
    try JSONSerialization.data(withJSONObject: object).write(to: file)
  }
}
