/// The settings of a task that sorts texts, or pairs of texts, into classes. What all such tasks have is declared here.
public protocol ClassifierSettings: TaskSettings {
  /// Where each text of a row stands, in the order of the row's texts.
  static var textColumns: [Setting<String?>] { get }
  /// Where each picture of a row stands; none for most tasks.
  static var imageColumns: [Setting<String?>] { get }
  /// Whether a network looks at pictures.
  static func readsPictures(_ settings: Settings) -> Bool
}

extension ClassifierSettings {
  public static var imageColumns: [Setting<String?>] { [] }

  public static func readsPictures(_ settings: Settings) -> Bool { false }
}

// MARK: - Model
extension ClassifierSettings {
  public static var activation: Setting<String> {
    Setting(
      "activation", standard: "serf", help: "Activation of the feed-forward blocks: any of 'serf-nlp activations'",
      placeholder: "name")
  }

  public static var modelWidth: Setting<Int> {
    Setting(
      "model-width", standard: 128, allowed: .within(1, through: 65536), help: "Width of embeddings and of blocks",
      placeholder: "width")
  }

  public static var feedForwardWidth: Setting<Int> {
    Setting(
      "feed-forward-width", standard: 256, allowed: .within(1, through: 262144),
      help: "Width of the layer that the activation acts in", placeholder: "width")
  }

  public static var pooling: Setting<String> {
    Setting(
      "pooling", standard: "attention", allowed: .choices(["attention", "max-mean", "mean"]),
      help: "How the tokens of a text become one vector")
  }

  public static var norm: Setting<String> {
    Setting(
      "norm", standard: "pre", allowed: .choices(["pre", "post"]),
      help: "Layer norm before or after each part of a transformer block")
  }

  public static var heads: Setting<Int> {
    Setting(
      "heads", standard: 4, allowed: .within(1, through: 1024),
      help: "Attention heads of the transformer; divides --model-width")
  }

  public static var embeddings: Setting<String?> {
    Setting(
      "embeddings", standard: nil, help: "Word vectors to start from (GloVe, word2vec or fastText text)",
      placeholder: "file")
  }

  public static var fromModel: Setting<String?> {
    Setting(
      "from-model", standard: nil, help: "Model whose weights to start from, with a fresh optimiser", placeholder: "dir"
    )
  }
}

// MARK: - Vocabulary
extension ClassifierSettings {
  public static var vocabulary: Setting<String?> {
    Setting(
      "vocabulary", standard: nil,
      help: "Vocabulary to use, a file or a name of 'serf-nlp vocab list'; else one is trained on the training text",
      placeholder: "file|name")
  }

  public static var vocabularySize: Setting<Int> {
    Setting(
      "vocabulary-size", standard: 8000, allowed: .within(300, through: 10_000_000),
      help: "Tokens of a trained vocabulary")
  }

  public static var lowercase: Setting<Bool> {
    Setting("lowercase", standard: true, help: "Small letters alone in a trained vocabulary")
  }

  public static var maxTokens: Setting<Int> {
    Setting(
      "max-tokens", standard: 256, allowed: .within(1, through: 1_000_000),
      help: "Longest text, in tokens; the rest of a longer one is cut")
  }

  public static var vocabularyGroup: SettingGroup {
    SettingGroup("Vocabulary", [vocabulary, vocabularySize, lowercase, maxTokens])
  }

  public static var runGroup: SettingGroup { SettingGroup("Run", [model, RunSettings.workers]) }
}
