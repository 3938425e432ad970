import SerfMetrics
public import SerfModels
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// `config.json` of a trained sentiment model: the network's configuration, and the figures of its training.
public struct SentimentModelFile: Sendable {
  public let configuration: SentimentConfiguration
  public let report: SentimentTraining.Report

  /// Reads a model's configuration and figures, but not its numbers.
  /// - Throws: ``TrainingError`` also where another part of the model is missing or damaged.
  public init(contentsOf path: String) throws(TrainingError) {
    let folder = ModelFolder(path)
    do throws(StorageError) {
      try folder.checkReadable()
      configuration = try folder.configuration(as: SentimentConfiguration.self)
    } catch { throw .storage(error) }
    report = try Self.report(in: folder)
    try requireSoundParts(of: folder)
  }

  /// Weights that are cut short, or of another model, are known by their header alone.
  private func requireSoundParts(of folder: ModelFolder) throws(TrainingError) {
    do throws(ModelError) {
      try SentimentNetwork(configuration).layout.checkShapes(in: folder.path(of: .weights))
    } catch { throw .model(error) }
    do { _ = try Tokenizer(contentsOf: folder.path(of: .tokenizer)) } catch { throw .tokenizer(error) }
  }

  private init(configuration: SentimentConfiguration, report: SentimentTraining.Report) {
    (self.configuration, self.report) = (configuration, report)
  }
}

extension SentimentModelFile: Encodable {
  private enum CodingKeys: String, CodingKey { case report }

  public func encode(to encoder: any Encoder) throws {
    try configuration.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(report, forKey: .report)
  }
}

// MARK: - In a folder
extension SentimentModelFile {
  private struct Figures: Decodable {
    var report: SentimentTraining.Report
  }

  /// The figures of a finished model, under the folder's present path.
  private static func report(in folder: ModelFolder) throws(TrainingError) -> SentimentTraining.Report {
    do throws(StorageError) {
      var report = try folder.configuration(as: Figures.self).report
      report.model = folder.path
      return report
    } catch { throw .storage(error) }
  }

  /// Writes all parts of the model, or none.
  static func publish(
    _ report: SentimentTraining.Report, configuration: SentimentConfiguration, parameters: ParameterArena,
    tokenizer: Tokenizer, settings: Settings, in folder: ModelFolder
  ) throws(TrainingError) {
    let json: [UInt8]
    do { json = try tokenizer.json() } catch { throw .tokenizer(error) }
    do throws(StorageError) {
      try folder.publish { (staged) throws(StorageError) in
        try staged.writeConfiguration(SentimentModelFile(configuration: configuration, report: report))
        try parameters.write(to: staged.path(of: .weights))
        try staged.write(String(decoding: json, as: UTF8.self), as: .tokenizer)
        try staged.write(settings.yaml(), as: .settings)
      }
    } catch { throw .storage(error) }
  }
}
