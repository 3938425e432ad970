/// What a normaliser makes of single characters and of characters that compose, as entries of SentencePiece's map.
///
/// The map is applied from left to right, the longest entry first, so that it does what the normaliser does but for marks
/// that stand in another order than Unicode's, and what depends on more of the text than one composed character.
struct CharsmapEntries {
  private let normalizer: any Normalizer
  private let decomposing = UnicodeNormalization(.nfd)
  private let composing = UnicodeNormalization(.nfc)
  /// Of a character its half-width or full-width forms, and the letters of Hangul that stand alone.
  private var forms: [Unicode.Scalar: [Unicode.Scalar]] = [:]
  private var replacements: [[UInt8]: [UInt8]] = [:]

  /// The entries, in no order.
  static func entries(
    of normalizer: any Normalizer
  ) throws(TokenizerError) -> [(source: [UInt8], replacement: [UInt8])] {
    var entries = try CharsmapEntries(normalizer)
    for point in UInt32(1)...0x10FFFF {
      if let scalar = Unicode.Scalar(point) { try entries.add(scalar) }
    }
    return entries.replacements.map { ($0.key, $0.value) }
  }

  private init(_ normalizer: any Normalizer) throws(TokenizerError) {
    self.normalizer = normalizer
    let compatible = UnicodeNormalization(.nfkc)
    for range in [UInt32(0x3131)...0x318E, 0xFF01...0xFFDC] {
      for point in range {
        guard let form = Unicode.Scalar(point) else { continue }
        let plain = try normalized([form], by: compatible)
        if plain.count == 1, plain[0] != form { forms[plain[0], default: []].append(form) }
      }
    }
  }

  /// Adds a character, and the ways to write it as a letter and marks: all of them apart, or only the last.
  private mutating func add(_ scalar: Unicode.Scalar) throws(TokenizerError) {
    try add([scalar])
    let parts = try normalized([scalar], by: decomposing)
    guard parts.count > 1 else { return }
    for count in 1..<parts.count {
      let spelled = try normalized(Array(parts[..<count]), by: composing) + parts[count...]
      try add(spelled)
      guard spelled.count == 2 else { continue }
      for first in [spelled[0]] + forms[spelled[0], default: []] {
        for second in [spelled[1]] + forms[spelled[1], default: []] { try add([first, second]) }
      }
    }
    try add(parts)
  }

  private mutating func add(_ source: [Unicode.Scalar]) throws(TokenizerError) {
    let replacement = try normalized(source, by: normalizer)
    if replacement != source { replacements[Self.utf8(source)] = Self.utf8(replacement) }
  }

  private func normalized(
    _ scalars: [Unicode.Scalar], by normalizer: any Normalizer
  ) throws(TokenizerError) -> [Unicode.Scalar] {
    var text = NormalizedText(validUTF8: Self.utf8(scalars))
    try normalizer.normalize(&text)
    return Array(String(decoding: text.utf8, as: UTF8.self).unicodeScalars)
  }

  private static func utf8(_ scalars: [Unicode.Scalar]) -> [UInt8] { scalars.flatMap { Array(String($0).utf8) } }
}
