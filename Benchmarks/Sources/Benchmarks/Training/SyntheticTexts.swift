import SerfData
import SerfTensor

/// Texts of random words with the lengths of the peers' synthetic batches.
enum SyntheticTexts {
  /// Mean length that the peers ask for. Unit: tokens.
  static let meanLength = 19.0
  static let longest = 50
  /// Texts of the peers' epoch, and what `common.lengths` of seed 1 sums to for so many.
  static let peerCount = 4096
  private static let peerTokens = 74_601

  static func make(count: Int, vocabularySize: Int, seed: UInt32 = 1) -> EncodedTexts {
    var texts = EncodedTexts()
    var random = RandomStream(RandomKey(seed: UInt64(seed)).child("synthetic texts"))
    for length in PythonRandom.lengths(count, mean: meanLength, seed: seed, longest: longest) {
      let ids = (0..<length).map { _ in Int(random.uniform() * Double(vocabularySize - 1)) + 1 }
      texts.append(ids, label: random.uniform() < 0.5 ? 0 : 1)
    }
    require(count != peerCount || seed != 1 || texts.tokenCount == peerTokens, "not the lengths of the peers")
    return texts
  }
}
