public import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTokenizer

/// `config.json` of a trained classifier, of whatever task: what the network is, and the figures of its training.
public struct ClassifierModelFile: Sendable {
  public let task: String
  public let architecture: String
  public let activation: String
  /// The classes, in the order of the network's outputs.
  public let labels: [String]
  public let vocabularySize: Int
  public let report: TrainingReport<ClassificationScores>

  /// Reads a model's configuration and figures, but not its numbers.
  /// - Throws: ``TrainingError`` also where another part of the model is missing or damaged, and for a model that is no
  ///   classifier.
  public init(contentsOf path: String) throws(TrainingError) {
    let task: String
    do { task = try TaskName.read(from: ModelFolder(path)) } catch { throw .model(error) }
    switch task {
    case EntailmentConfiguration.taskName: try self.init(contentsOf: path, of: EntailmentNetwork.self)
    default: try self.init(contentsOf: path, of: SentimentNetwork.self)
    }
  }

  init<Network: ClassifierNetwork>(contentsOf path: String, of task: Network.Type) throws(TrainingError) {
    let folder = ModelFolder(path)
    let configuration: Network.Configuration
    do throws(StorageError) {
      try folder.checkReadable()
      configuration = try folder.configuration(as: Network.Configuration.self)
      var report = try folder.configuration(as: Figures.self).report
      // The folder's present path.
      report.model = folder.path
      self.report = report
    } catch { throw .storage(error) }
    self.task = configuration.task
    architecture = configuration.architectureName
    activation = configuration.activation
    labels = configuration.labels
    vocabularySize = configuration.vocabularySize
    do throws(ModelError) {
      // Weights that are cut short, or of another model, are known by their header alone.
      let network: Network
      do { network = try Network(configuration) } catch { throw error.at(folder.path(of: .configuration)) }
      try network.layout.checkShapes(in: folder.path(of: .weights))
    } catch { throw .model(error) }
    do { _ = try Tokenizer(contentsOf: folder.path(of: .tokenizer)) } catch { throw .tokenizer(error) }
  }

  private struct Figures: Decodable {
    var report: TrainingReport<ClassificationScores>
  }
}

// MARK: - Writing
extension ClassifierModelFile {
  private struct Stored<Configuration: ClassifierConfiguration>: Encodable {
    let configuration: Configuration
    let report: TrainingReport<ClassificationScores>

    private enum CodingKeys: String, CodingKey { case report }

    func encode(to encoder: any Encoder) throws {
      try configuration.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(report, forKey: .report)
    }
  }

  /// Writes all parts of the model, or none.
  static func publish(
    _ report: TrainingReport<ClassificationScores>, configuration: some ClassifierConfiguration,
    parameters: ParameterArena, tokenizer: Tokenizer, settings: Settings, in folder: ModelFolder
  ) throws(TrainingError) {
    let json: [UInt8]
    do { json = try tokenizer.json() } catch { throw .tokenizer(error) }
    do throws(StorageError) {
      try folder.publish { (staged) throws(StorageError) in
        try staged.writeConfiguration(Stored(configuration: configuration, report: report))
        try parameters.write(to: staged.path(of: .weights))
        try staged.write(String(decoding: json, as: UTF8.self), as: .tokenizer)
        try staged.write(settings.yaml(), as: .settings)
      }
    } catch { throw .storage(error) }
  }
}
