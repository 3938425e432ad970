/// The settings of translation: data, network and learning.
public enum TranslationSettings: TaskSettings {
  public static let architecture = Setting(
    "architecture", standard: "transformer", allowed: .choices(["transformer", "lstm"]),
    help: "Network: an encoder-decoder transformer, or LSTMs with attention and input feeding")

  public static let activation = Setting(
    "activation", standard: "serf", help: "Activation of the feed-forward blocks: any of 'serf-nlp activations'",
    placeholder: "name")

  public static let layers = Setting(
    "layers", standard: 3, allowed: .within(1, through: 256),
    help: "Blocks of the encoder, and of the decoder; layers of an LSTM")

  public static let decoderLayers = Setting<Int?>(
    "decoder-layers", standard: nil, allowed: .within(1, through: 256),
    help: "Blocks of the decoder, where it has others than the encoder")

  public static let modelWidth = Setting(
    "model-width", standard: 256, allowed: .within(1, through: 65536), help: "Width of embeddings and of blocks",
    placeholder: "width")

  public static let feedForwardWidth = Setting(
    "feed-forward-width", standard: 512, allowed: .within(1, through: 262144),
    help: "Width of the layer that the activation acts in", placeholder: "width")

  public static let gatedFeedForward = Setting(
    "gated-feed-forward", standard: false, help: "Multiply the activation by a second, linear layer")

  public static let heads = Setting(
    "heads", standard: 4, allowed: .within(1, through: 1024), help: "Attention heads; divides --model-width")

  public static let norm = Setting(
    "norm", standard: "pre", allowed: .choices(["pre", "post"]),
    help: "Layer norm before or after each part of a block")

  public static let positions = Setting(
    "positions", standard: "sinusoidal", allowed: .choices(["sinusoidal", "learned"]),
    help: "How the network knows where a token stands")

  public static let attentionDropout = Setting<Double>(
    "attention-dropout", standard: 0, allowed: .from(0, below: 1),
    help: "Share of attention weights set to 0 in training")

  public static let feedForwardDropout = Setting<Double>(
    "feed-forward-dropout", standard: 0, allowed: .from(0, below: 1),
    help: "Share of the activation's values set to 0 in training")

  public static let tieEmbeddings = Setting(
    "tie-embeddings", standard: true,
    help: "One table for the tokens of sources and targets and for the output layer, where a vocabulary serves both")

  public static let fromModel = Setting<String?>(
    "from-model", standard: nil, help: "Model whose weights to start from, with a fresh optimiser", placeholder: "dir")

  public static let vocabulary = Setting<String?>(
    "vocabulary", standard: nil,
    help: "Vocabulary of both languages, a file or a name of 'serf-nlp vocab list'; else one is trained on both sides",
    placeholder: "file|name")

  public static let vocabularySize = Setting(
    "vocabulary-size", standard: 8000, allowed: .within(300, through: 10_000_000),
    help: "Tokens of a trained vocabulary")

  public static let lowercase = Setting(
    "lowercase", standard: false, help: "Small letters alone in a trained vocabulary")

  public static let textForm = Setting(
    "text-form", standard: "plain", allowed: .choices(["plain", "tokenized", "moses"]),
    help:
      "How text is written: as people do; with its tokens apart already, which then count in scores; or as people do, of "
      + "which a trained vocabulary makes what the Moses scripts do, small letters, plain punctuation and tokens apart")

  public static let separateVocabularies = Setting(
    "separate-vocabularies", standard: false,
    help: "Train a vocabulary for each language, of --vocabulary-size each, in place of one of both")

  public static let bpeDropout = Setting<Double>(
    "bpe-dropout", standard: 0, allowed: .from(0, below: 1),
    help: "Share of the vocabulary's merges that training passes over, so that words come in ever other pieces")

  public static let maxTokens = Setting(
    "max-tokens", standard: 256, allowed: .within(2, through: 65_536),
    help: "Longest sentence, in tokens; longer pairs are left out of training")

  public static let model = RunSettings.model(standard: "./translation-model")

  public static let modelGroup = SettingGroup(
    "Model",
    [
      architecture, activation, layers, decoderLayers, modelWidth, feedForwardWidth, gatedFeedForward, heads, norm,
      positions, tieEmbeddings, attentionDropout, feedForwardDropout, fromModel,
    ])

  public static let vocabularyGroup = SettingGroup(
    "Vocabulary", [vocabulary, vocabularySize, separateVocabularies, lowercase, textForm, bpeDropout, maxTokens])

  public static let runGroup = SettingGroup("Run", [model, RunSettings.workers])

  public static let list = SettingList([
    TranslationDataSettings.group, modelGroup, vocabularyGroup, LearningSettings.group, runGroup,
  ])
}

// MARK: - What each architecture prefers
extension TranslationSettings {
  public static func defaults(for architecture: String) -> [String: String] {
    preferences.compactMapValues { $0[architecture] }
  }

  public static func unused(under settings: Settings) -> [String: VainReason] {
    guard settings[architecture] == "lstm" else { return [:] }
    let names = [gatedFeedForward.name, norm.name, positions.name, attentionDropout.name, feedForwardDropout.name]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, .architecture("lstm")) })
  }

  /// One row a setting, one column an architecture: the one place to tune them.
  private static let preferences: [String: [String: String]] = [
    "layers": ["transformer": "3", "lstm": "1"],
    "heads": ["transformer": "4", "lstm": "1"],
    "learning-rate": ["transformer": "0.001", "lstm": "0.002"],
    "beta2": ["transformer": "0.98", "lstm": "0.999"],
    "weight-decay": ["transformer": "0", "lstm": "0"],
    "schedule": ["transformer": "cosine", "lstm": "cosine"],
    "warmup": ["transformer": "400", "lstm": "400"],
    "batch-tokens": ["transformer": "2048", "lstm": "2048"],
    "epochs": ["transformer": "16", "lstm": "16"],
    "patience": ["transformer": "5", "lstm": "5"],
    "label-smoothing": ["transformer": "0.1", "lstm": "0.1"],
    "dropout": ["transformer": "0.3", "lstm": "0.3"],
    "embedding-dropout": ["transformer": "0.2", "lstm": "0.2"],
    "initializer": ["transformer": "glorot-uniform", "lstm": "glorot-uniform"],
    "average-checkpoints": ["transformer": "5", "lstm": "5"],
  ]
}
