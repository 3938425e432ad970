/// The settings of sentiment classification: data, network and learning.
public enum SentimentSettings: ClassifierSettings {
  public static var textColumns: [Setting<String?>] { [ClassificationDataSettings.textColumn] }

  public static let architecture = Setting(
    "architecture", standard: "bilstm", allowed: .choices(["average", "bilstm", "transformer"]),
    help: "Network: averaged embeddings, a bidirectional LSTM or a transformer")

  public static let layers = Setting(
    "layers", standard: 1, allowed: .within(1, through: 256), help: "LSTM layers or transformer blocks")

  public static let hiddenWidth = Setting(
    "hidden-width", standard: 128, allowed: .within(1, through: 65536),
    help: "Width of the LSTM's state, each way; of the dense block of 'average'",
    placeholder: "width")

  public static let pairBuckets = Setting(
    "pair-buckets", standard: 0, allowed: .within(0, through: 100_000_000),
    help: "Rows of the hashed table of token pairs of 'average'; 0 leaves pairs out")

  public static let wordEpochs = Setting(
    "word-epochs", standard: 0, allowed: .within(0, through: 1_000_000),
    help: "Epochs in which word vectors learn first, by themselves, unless --embeddings or --from-model gives them")

  public static let wordOdds = Setting<Double>(
    "word-odds", standard: 0, allowed: .atLeast(0),
    help: "How strongly word vectors begin at the log-odds of the classes (Naive Bayes); 0 for not")

  public static let model = RunSettings.model(standard: "./sentiment-model")

  public static let modelGroup = SettingGroup(
    "Model",
    [
      architecture, activation, layers, modelWidth, feedForwardWidth, heads, hiddenWidth, pooling, norm, pairBuckets,
      embeddings, wordEpochs, wordOdds, fromModel,
    ])

  public static let list = SettingList([
    ClassificationDataSettings.group, modelGroup, vocabularyGroup, LearningSettings.group, runGroup,
  ])
}

// MARK: - What each architecture prefers
extension SentimentSettings {
  public static func defaults(for architecture: String) -> [String: String] {
    preferences.compactMapValues { $0[architecture] }
  }

  public static func unused(under settings: Settings) -> [String: VainReason] {
    let names: [String] =
      switch settings[architecture] {
      case "average": ["layers", "feed-forward-width", "heads", "pooling", "norm", "embedding-dropout", "word-epochs"]
      case "bilstm": ["heads", "norm", "pair-buckets"]
      case "transformer": ["hidden-width", "pair-buckets"]
      default: []
      }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, .architecture(settings[architecture])) })
  }

  /// One row a setting, one column an architecture: the one place to tune them.
  private static let preferences: [String: [String: String]] = [
    "model-width": ["average": "64", "bilstm": "128", "transformer": "128"],
    "hidden-width": ["average": "64", "bilstm": "128"],
    "pair-buckets": ["average": "131072"],
    "word-epochs": ["bilstm": "10", "transformer": "10"],
    "word-odds": ["average": "0.06", "bilstm": "0.06", "transformer": "0.06"],
    "learning-rate": ["average": "0.0003", "bilstm": "0.001", "transformer": "0.0005"],
    "weight-decay": ["average": "0", "bilstm": "0.01", "transformer": "0.05"],
    "warmup": ["average": "0", "bilstm": "0", "transformer": "50"],
    "batch-size": ["average": "64", "bilstm": "64", "transformer": "64"],
    "epochs": ["average": "40", "bilstm": "8", "transformer": "12"],
    "patience": ["average": "10", "bilstm": "5", "transformer": "10"],
    "dropout": ["average": "0.5", "bilstm": "0.5", "transformer": "0.3"],
    "embedding-dropout": ["average": "0", "bilstm": "0.5", "transformer": "0.4"],
    "word-dropout": ["average": "0.7", "bilstm": "0.3", "transformer": "0.4"],
    "layers": ["bilstm": "1", "transformer": "1"],
    "pooling": ["average": "mean", "bilstm": "attention", "transformer": "attention"],
    "average-checkpoints": ["average": "2", "bilstm": "3", "transformer": "3"],
  ]
}
