import SerfData
import SerfModels
import SerfSettings
import SerfTensor

/// The networks and texts of `peers/train_translation.py` and `peers/decode.py` in our settings.
enum TranslationSizes {
  static let vocabularySize = 10_000
  static let batchTokens = 4096
  static let meanLength = 13.0
  static let pairCount = 6000
  static let labelSmoothing: Float = 0.1
  static let special = TranslationTokens(padding: 0, beginning: 1, end: 2)
  /// As the peers' positions.
  static let longest = 500

  /// Layers a side, width, feed-forward width and heads of a size.
  struct Size {
    let name: String
    let layers: Int
    let width: Int
    let innerWidth: Int
    let heads: Int
  }

  static let training = [
    Size(name: "d128", layers: 4, width: 128, innerWidth: 256, heads: 4),
    Size(name: "d256", layers: 3, width: 256, innerWidth: 1024, heads: 4),
    Size(name: "d512", layers: 3, width: 512, innerWidth: 512, heads: 8),
  ]
  /// The network of the decoding peer.
  static let decoding = training[1]

  static func network(_ size: Size, activation: String) throws -> TranslationNetwork {
    typealias Names = TranslationSettings
    var settings = Settings(TranslationSettings.list)
    settings[Names.activation] = activation
    settings[Names.layers] = size.layers
    settings[Names.modelWidth] = size.width
    settings[Names.feedForwardWidth] = size.innerWidth
    settings[Names.heads] = size.heads
    settings[Names.norm] = "post"
    settings[Names.maxTokens] = longest
    settings[LearningSettings.dropout] = 0.3
    settings[LearningSettings.embeddingDropout] = 0.3
    settings[LearningSettings.wordDropout] = 0
    return try TranslationNetwork(TranslationConfiguration(settings, vocabularySize: vocabularySize))
  }

  /// Pairs of random words with the lengths of the peers' sentences, which count the end.
  static func pairs() -> EncodedPairs {
    let sizes = zip(
      PythonRandom.lengths(pairCount, mean: meanLength, seed: 1),
      PythonRandom.lengths(pairCount, mean: meanLength, seed: 2))
    var (pairs, random) = (EncodedPairs(), RandomStream(RandomKey(seed: 1).child("synthetic pairs")))
    for (length, other) in sizes {
      pairs.append(
        source: words(length - 1, &random), target: words(max(3, min(50, length + other % 5 - 2)) - 1, &random))
    }
    return pairs
  }

  static func words(_ count: Int, _ random: inout RandomStream) -> [Int32] {
    (0..<count).map { _ in 3 + Int32(random.uniform() * Double(vocabularySize - 3)) }
  }
}
