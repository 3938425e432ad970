public import SerfModels
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// `config.json` of a trained translation model: the network's configuration, and the figures of its training.
public struct TranslationModelFile: Sendable {
  public let configuration: TranslationConfiguration
  public let report: TranslationReport

  /// Reads a model's configuration and figures, but not its numbers.
  /// - Throws: ``TrainingError`` also where another part of the model is missing or damaged.
  public init(contentsOf path: String) throws(TrainingError) {
    let folder = ModelFolder(path)
    do throws(StorageError) {
      try folder.checkReadable()
      configuration = try folder.configuration(as: TranslationConfiguration.self)
      var report = try folder.configuration(as: Figures.self).report
      report.training.model = folder.path
      self.report = report
    } catch { throw .storage(error) }
    try requireSoundParts(of: folder)
  }

  private struct Figures: Decodable {
    var report: TranslationReport
  }

  /// Weights that are cut short, or of another model, are known by their header alone.
  private func requireSoundParts(of folder: ModelFolder) throws(TrainingError) {
    do throws(ModelError) {
      let network: TranslationNetwork
      do { network = try TranslationNetwork(configuration) } catch { throw error.at(folder.path(of: .configuration)) }
      try network.layout.checkShapes(in: folder.path(of: .weights))
    } catch { throw .model(error) }
    let parts: [ModelFolder.Part] =
      configuration.sourceVocabularySize == nil ? [.tokenizer] : [.tokenizer, .sourceTokenizer]
    for part in parts {
      do { _ = try Tokenizer(contentsOf: folder.path(of: part)) } catch { throw .tokenizer(error) }
    }
  }

  private init(configuration: TranslationConfiguration, report: TranslationReport) {
    (self.configuration, self.report) = (configuration, report)
  }

  /// Writes all parts of the model, or none.
  static func publish(
    _ report: TranslationReport, configuration: TranslationConfiguration, parameters: ParameterArena,
    tokenizers: TranslationTokenizers, settings: Settings, in folder: ModelFolder
  ) throws(TrainingError) {
    let (target, source): (String, String?)
    do throws(TokenizerError) {
      target = String(decoding: try tokenizers.target.json(), as: UTF8.self)
      source = try tokenizers.separateSource.map { (tokenizer) throws(TokenizerError) in
        String(decoding: try tokenizer.json(), as: UTF8.self)
      }
    } catch { throw .tokenizer(error) }
    do throws(StorageError) {
      try folder.publish { (staged) throws(StorageError) in
        try staged.writeConfiguration(TranslationModelFile(configuration: configuration, report: report))
        try parameters.write(to: staged.path(of: .weights))
        try staged.write(target, as: .tokenizer)
        if let source { try staged.write(source, as: .sourceTokenizer) }
        try staged.write(settings.yaml(), as: .settings)
      }
    } catch { throw .storage(error) }
  }
}

extension TranslationModelFile: Encodable {
  private enum CodingKeys: String, CodingKey { case report }

  public func encode(to encoder: any Encoder) throws {
    try configuration.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(report, forKey: .report)
  }
}
