import SerfData
import SerfSettings
import SerfTensor

/// Pairs of random words with the lengths of the peer's, and random drawings where a network looks at pictures. A label
/// hangs on the hypothesis' first word, so that there is something to learn.
struct SyntheticEntailment {
  /// Batches of an epoch, as in the peer.
  static let batches = 64
  private static let pictureCount = 256

  private let network: EntailmentSizes.Network
  private let settings: Settings
  private var random = RandomStream(RandomKey(seed: 1).child("synthetic entailment"))

  /// - Parameter settings: those of the network.
  static func texts(_ network: EntailmentSizes.Network, _ settings: Settings) throws -> EncodedTexts {
    var maker = SyntheticEntailment(network: network, settings: settings)
    return try maker.texts()
  }

  private init(network: EntailmentSizes.Network, settings: Settings) {
    (self.network, self.settings) = (network, settings)
  }

  private mutating func number(below bound: Int) -> Int { Int(random.uniform() * Double(bound)) }

  private mutating func words(_ count: Int) -> [Int] {
    let known = EntailmentSizes.vocabularySize(network) - 2
    return (0..<count).map { _ in 2 + number(below: known) }
  }

  private mutating func texts() throws -> EncodedTexts {
    var texts = EncodedTexts(textsPerExample: 2, separator: 1)
    for (premise, hypothesis) in lengths {
      let pair = [words(premise), words(hypothesis)]
      texts.append(pair, label: pair[1][0] % EntailmentSizes.classes.count)
    }
    if network == .pictures { texts.pictures = try pictures(of: texts.count) }
    return texts
  }

  /// Tokens of premise and hypothesis: like SICK's, or like the bundled captions'.
  private var lengths: [(premise: Int, hypothesis: Int)] {
    let count = Self.batches * settings[LearningSettings.batchSize]
    let drawn = zip(
      PythonRandom.lengths(count, mean: 10, seed: 1), PythonRandom.lengths(count, mean: 10, seed: 2))
    return drawn.map { network == .pictures ? (6 + $0 % 2, 7 + $1 % 5) : ($0, ($0 + $1) / 2) }
  }

  /// Two pictures a pair.
  private mutating func pictures(of count: Int) throws -> EncodedPictures {
    let side = settings[EntailmentSettings.imageSize]
    let drawings = (0..<Self.pictureCount).map { _ in
      (0..<side * side).map { _ in UInt8(number(below: Drawings.palette.count)) }
    }
    let (store, paths) = try Drawings.store(
      drawings, side: side,
      layout: PatchLayout(imageSize: side, patchSize: settings[EntailmentSettings.patchSize]))
    var pictures = EncodedPictures(store: store, picturesPerExample: 2)
    for _ in 0..<count { pictures.append((0..<2).map { _ in paths[number(below: paths.count)] }) }
    return pictures
  }
}
