/// The settings of entailment between two texts: data, network and learning.
public enum EntailmentSettings: ClassifierSettings {
  // MARK: Data
  public static let premiseColumn = Setting<String?>(
    "premise-column", standard: nil, help: "Column of the premise, by name or 1-based number", placeholder: "column")

  public static let hypothesisColumn = Setting<String?>(
    "hypothesis-column", standard: nil, help: "Column of the hypothesis, by name or 1-based number",
    placeholder: "column")

  public static var textColumns: [Setting<String?>] { [premiseColumn, hypothesisColumn] }

  public static let hypothesisOnly = Setting(
    "hypothesis-only", standard: false,
    help: "Hide the premises: what a model then still gets right is in the hypotheses alone")

  public static let images = Setting<String?>(
    "images", standard: nil,
    help: "Folder of the pictures that the image columns name; 'bundled' with the bundled corpus",
    placeholder: "dir")

  public static let premiseImageColumn = Setting<String?>(
    "premise-image-column", standard: nil, help: "Column of the premise's picture, by name or 1-based number",
    placeholder: "column")

  public static let hypothesisImageColumn = Setting<String?>(
    "hypothesis-image-column", standard: nil, help: "Column of the hypothesis' picture, by name or 1-based number",
    placeholder: "column")

  public static let modalities = Setting(
    "modalities", standard: "text", allowed: .choices(["text", "image", "both"]),
    help: "What a model gets to see")

  public static let unseen = Setting<String?>(
    "unseen", standard: nil, help: "A second test file, whose figures are reported apart", placeholder: "file")

  // MARK: Model
  public static let fusion = Setting(
    "fusion", standard: "cross-modal", allowed: .choices(["concatenation", "gated", "cross-modal"]),
    help:
      "How texts and pictures come together: a vector of each, end to end or through a gate; or words and patches as "
      + "one sequence, with cross-transformer")

  public static let imageSize = Setting(
    "image-size", standard: 36, allowed: .within(1, through: 4096),
    help: "Side that pictures are brought to, in pixels",
    placeholder: "pixels")

  public static let patchSize = Setting(
    "patch-size", standard: 12, allowed: .within(1, through: 1024),
    help: "Side of the patches that a picture is cut into, in pixels; divides --image-size", placeholder: "pixels")

  public static let architecture = Setting(
    "architecture", standard: "cross-attention",
    allowed: .choices(["siamese-lstm", "siamese-transformer", "cross-attention", "cross-transformer"]),
    help: "Network: each text by itself through one LSTM or transformer; word by word against the other text; or both "
      + "texts through one transformer")

  public static let layers = Setting(
    "layers", standard: 1, allowed: .within(0, through: 256),
    help: "LSTM layers or transformer blocks; 0 lets cross-attention compare words without their context")

  public static let hiddenWidth = Setting(
    "hidden-width", standard: 128, allowed: .within(1, through: 65536), help: "Width of the LSTM's state, each way",
    placeholder: "width")

  public static let denseLayers = Setting(
    "dense-layers", standard: 2, allowed: .within(1, through: 16),
    help: "Dense layers of --feed-forward-width with the activation, before the output", placeholder: "count")

  public static let matchFeatures = Setting(
    "match-features", standard: true,
    help: "Tell the networks that read both texts at once which tokens stand in both")

  public static let model = RunSettings.model(standard: "./entailment-model")

  public static let dataGroup = SettingGroup(
    "Data",
    [
      ClassificationDataSettings.train, ClassificationDataSettings.dev, ClassificationDataSettings.test, premiseColumn,
      hypothesisColumn, ClassificationDataSettings.labelColumn, ClassificationDataSettings.mapLabel,
      ClassificationDataSettings.lossy, ClassificationDataSettings.classWeights, hypothesisOnly, images,
      premiseImageColumn, hypothesisImageColumn, modalities, unseen,
    ])

  public static let modelGroup = SettingGroup(
    "Model",
    [
      architecture, activation, layers, modelWidth, feedForwardWidth, denseLayers, heads, hiddenWidth, pooling, norm,
      matchFeatures, fusion, imageSize, patchSize, embeddings, fromModel,
    ])

  public static let list = SettingList([dataGroup, modelGroup, vocabularyGroup, LearningSettings.group, runGroup])
}

// MARK: - Pictures
extension EntailmentSettings {
  public static var imageColumns: [Setting<String?>] { [premiseImageColumn, hypothesisImageColumn] }

  /// Whether a network looks at pictures.
  public static func readsPictures(_ settings: Settings) -> Bool { settings[modalities] != "text" }

  /// With pictures both modalities count, in one transformer; another architecture reads texts by itself, and its vector
  /// stands beside that of the pictures. Chosen on the development part of the bundled pictures, where half the width
  /// stops at 0.67 with one seed of three.
  public static func furtherDefaults(_ settings: Settings) -> [String: String] {
    let hasImages = settings[images] != nil
    let modalities = settings.isSaid(modalities) ? settings[modalities] : hasImages ? "both" : "text"
    guard hasImages || modalities != "text" else { return [:] }
    let isJoint = !settings.isSaid(architecture) || settings[architecture] == "cross-transformer"
    return pictureDefaults.merging(["modalities": modalities, "fusion": isJoint ? "cross-modal" : "concatenation"]) {
      $1
    }
  }

  public static var variants: [(condition: String, defaults: [String: String])] {
    [
      ("with --images", pictureDefaults.merging(["modalities": "both"]) { $1 }),
      ("with another --architecture than cross-transformer", ["fusion": "concatenation"]),
    ]
  }

  private static let pictureDefaults = [
    "architecture": "cross-transformer", "layers": "1", "model-width": "128", "feed-forward-width": "512",
    "dense-layers": "1", "dropout": "0", "embedding-dropout": "0", "epochs": "12", "batch-size": "32",
    "learning-rate": "0.0005", "warmup": "1000", "schedule": "constant", "average-checkpoints": "1",
  ]
}

// MARK: - What each architecture prefers
extension EntailmentSettings {
  public static func defaults(for architecture: String) -> [String: String] {
    preferences.compactMapValues { $0[architecture] }
  }

  /// Settings of parts that some networks have, by the architecture that reads the texts.
  private static func textParts(_ architecture: String) -> Set<String> {
    switch architecture {
    case "siamese-lstm": ["hidden-width", "pooling"]
    case "siamese-transformer": ["heads", "norm", "pooling"]
    case "cross-attention": ["hidden-width", "match-features"]
    case "cross-transformer": ["heads", "norm", "pooling", "match-features"]
    default: []
    }
  }

  /// Pictures are read by a transformer, whatever reads the texts, or by the same one.
  private static let pictureParts: Set<String> = ["heads", "norm", "pooling"]

  public static func unused(under settings: Settings) -> [String: VainReason] {
    let (seesTexts, seesPictures) = (settings[modalities] != "image", readsPictures(settings))
    let textParts = textParts(settings[architecture])
    let used = (seesTexts ? textParts : []).union(seesPictures ? pictureParts : [])
    let imageAlone = VainReason.circumstances("with --modalities image")
    var unused: [String: VainReason] = [:]
    for name in Set(["heads", "norm", "pooling", "hidden-width", "match-features"]).subtracting(used) {
      unused[name] = textParts.contains(name) ? imageAlone : .architecture(settings[architecture])
    }
    if !seesTexts {
      for name in ["max-tokens", "embeddings", "word-dropout", "vocabulary", "vocabulary-size", "lowercase"] {
        unused[name] = imageAlone
      }
    }
    if !seesPictures {
      let reason = settings[images] == nil ? "without --images" : "with --modalities text"
      for name in ["fusion", "image-size", "patch-size", "premise-image-column", "hypothesis-image-column"] {
        unused[name] = .circumstances(reason)
      }
    }
    return unused
  }

  /// One row a setting, one column an architecture: the one place to tune them. Chosen on the trial part of SICK.
  private static let preferences: [String: [String: String]] = [
    "layers": ["cross-attention": "0", "cross-transformer": "2"],
    "pooling": ["siamese-lstm": "max-mean", "siamese-transformer": "max-mean", "cross-transformer": "max-mean"],
    "feed-forward-width": [
      "siamese-lstm": "128", "siamese-transformer": "256", "cross-attention": "128", "cross-transformer": "256",
    ],
    "dense-layers": ["siamese-lstm": "1"],
    "learning-rate": ["siamese-lstm": "0.002"],
    "batch-size": [
      "siamese-lstm": "32", "siamese-transformer": "32", "cross-attention": "32", "cross-transformer": "32",
    ],
    "epochs": [
      "siamese-lstm": "12", "siamese-transformer": "20", "cross-attention": "20", "cross-transformer": "20",
    ],
    "patience": [
      "siamese-lstm": "20", "siamese-transformer": "20", "cross-attention": "20", "cross-transformer": "20",
    ],
    "average-checkpoints": [
      "siamese-lstm": "3", "siamese-transformer": "5", "cross-attention": "5", "cross-transformer": "5",
    ],
    "dropout": [
      "siamese-lstm": "0.2", "siamese-transformer": "0", "cross-attention": "0.4", "cross-transformer": "0.3",
    ],
    "embedding-dropout": [
      "siamese-lstm": "0", "siamese-transformer": "0", "cross-attention": "0.4", "cross-transformer": "0.3",
    ],
  ]
}
