/// What a normaliser makes of single characters and of characters that compose, as entries of SentencePiece's map.
///
/// The map is applied from left to right, the longest entry first, so that it does what the normaliser does but for marks
/// that stand in another order than Unicode's, and what depends on more of the text than one composed character.
enum CharsmapEntries {
  private typealias Scalars = [Unicode.Scalar]

  /// The entries, in no order.
  static func entries(
    of normalizer: any Normalizer
  ) throws(TokenizerError) -> [(source: [UInt8], replacement: [UInt8])] {
    let characters = assigned
    let sources = characters + (try spelledApart(characters))
    var replacements: [[UInt8]: [UInt8]] = [:]
    for (source, replacement) in zip(sources, try normalized(sources, by: normalizer)) where replacement != source {
      replacements[utf8(source)] = utf8(replacement)
    }
    return replacements.map { ($0.key, $0.value) }
  }

  /// Every character that Unicode has given a meaning, and that a text may have between two others.
  private static var assigned: [Scalars] {
    let classes = CharacterClasses.shared
    let without = [CharacterClasses.Category.unassigned, CharacterClasses.Category.privateUse]
    return (UInt32(1)...0x10FFFF).filter { !without.contains(classes.category($0)) }
      .compactMap { Unicode.Scalar($0) }.filter { $0 != separator }.map { [$0] }
  }

  /// The ways to write characters as a letter and marks: all of them apart, or only the last; of two, each in half or
  /// full width, too, or as a letter of Hangul that stands alone.
  private static func spelledApart(_ characters: [Scalars]) throws(TokenizerError) -> [Scalars] {
    let apart = try normalized(characters, by: UnicodeNormalization(.nfd)).filter { $0.count > 1 }
    let cuts = apart.flatMap { parts in (1..<parts.count).map { (Scalars(parts[..<$0]), Scalars(parts[$0...])) } }
    let beginnings = try normalized(cuts.map(\.0), by: UnicodeNormalization(.nfc))
    let spelled = zip(beginnings, cuts).map { $0 + $1.1 }
    let forms = try widthForms()
    let inWidths = spelled.filter { $0.count == 2 }.flatMap { pair in
      ([pair[0]] + forms[pair[0], default: []]).flatMap { first in
        ([pair[1]] + forms[pair[1], default: []]).map { [first, $0] }
      }
    }
    return apart + spelled + inWidths
  }

  /// Of a character its half-width and full-width forms, and the letters of Hangul that stand alone.
  private static func widthForms() throws(TokenizerError) -> [Unicode.Scalar: Scalars] {
    let forms = (Array(UInt32(0x3131)...0x318E) + Array(0xFF01...0xFFDC)).compactMap { Unicode.Scalar($0) }.map { [$0] }
    var found: [Unicode.Scalar: Scalars] = [:]
    for (form, plain) in zip(forms, try normalized(forms, by: UnicodeNormalization(.nfkc))) where plain.count == 1 {
      if plain != form { found[plain[0], default: []] += form }
    }
    return found
  }

  /// Stands between strings: nothing composes with it.
  private static let separator: Unicode.Scalar = "\n"

  /// What becomes of each string by itself; all of them are one text, since most of the time of a short one goes to
  /// beginning.
  private static func normalized(_ strings: [Scalars], by normalizer: any Normalizer) throws(TokenizerError)
    -> [Scalars]
  {
    var text = NormalizedText(validUTF8: Array(strings.map(utf8).joined(separator: CollectionOfOne(0x0A))))
    try normalizer.normalize(&text)
    return String(decoding: text.utf8, as: UTF8.self).unicodeScalars
      .split(separator: separator, omittingEmptySubsequences: false).map { Scalars($0) }
  }

  private static func utf8(_ scalars: Scalars) -> [UInt8] { scalars.flatMap { Array(String($0).utf8) } }
}
