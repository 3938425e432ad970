/// What a run ends with: the figures of any training, and those of the generated test part where the bundled corpus was
/// trained on.
public struct TranslationReport: Hashable, Sendable {
  public var training: TrainingReport<TranslationScores>
  /// Sentences made by a grammar say nothing about real text, and are reported apart.
  public var generatedTest: TranslationScores?
}

extension TranslationReport: Codable {
  private enum CodingKeys: String, CodingKey {
    case generatedTest = "test_generated"
  }

  public init(from decoder: any Decoder) throws {
    training = try TrainingReport(from: decoder)
    generatedTest = try decoder.container(keyedBy: CodingKeys.self)
      .decodeIfPresent(TranslationScores.self, forKey: .generatedTest)
  }

  public func encode(to encoder: any Encoder) throws {
    try training.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(generatedTest, forKey: .generatedTest)
  }
}
