/// What BERT does to text: control characters out, white space to blanks, blanks around Chinese characters, accents
/// off, small letters.
public struct BertNormalizer: Normalizer {
  public let cleansText: Bool
  public let spacesChinese: Bool
  /// nil: as ``lowercases`` says.
  public let stripsAccents: Bool?
  public let lowercases: Bool
  private let decomposition = UnicodeNormalization(.nfd)

  public init(
    cleansText: Bool = true, spacesChinese: Bool = true, stripsAccents: Bool? = nil, lowercases: Bool = true
  ) {
    self.cleansText = cleansText
    self.spacesChinese = spacesChinese
    self.stripsAccents = stripsAccents
    self.lowercases = lowercases
  }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    if cleansText { Self.clean(&text) }
    if spacesChinese { Self.spaceChinese(&text) }
    if stripsAccents ?? lowercases {
      try decomposition.normalize(&text)
      let classes = CharacterClasses.shared
      text.filter { Self.isNonspacingMark($0, classes) }
    }
    if lowercases { Lowercase.lowercase(&text) }
  }

  /// A mark that takes no room, as Unicode 8 has them.
  private static func isNonspacingMark(_ point: UInt32, _ classes: CharacterClasses) -> Bool {
    switch point {
    case 0x1734: true
    case 0x1885, 0x1886, 0xA9BD, 0x111C9: false
    default: classes.category(point) == CharacterClasses.Category.nonspacingMark && classes.isInUnicode8(point)
    }
  }

  private static func clean(_ text: inout NormalizedText) {
    let classes = CharacterClasses.shared
    text.rewrite { utf8, rewriter in
      var unchanged = 0
      UTF8Layout.forEachScalar(utf8, in: 0..<utf8.count) { point, range in
        guard point != 0x20, point < 0x20 || point >= 0x7F else { return }
        let isBlank = classes.isWhiteSpace(point) && !(0xB...0xC).contains(point) && point != 0x85
        guard isBlank || isControl(point, classes) else { return }
        rewriter.copy(unchanged..<range.lowerBound)
        unchanged = range.upperBound
        if isBlank { rewriter.put(UInt8(ascii: " "), for: range.lowerBound) }
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }

  private static func isControl(_ point: UInt32, _ classes: CharacterClasses) -> Bool {
    switch classes.category(point) {
    case CharacterClasses.Category.control, CharacterClasses.Category.privateUse: true
    case CharacterClasses.Category.format: classes.isInUnicode8(point)
    default: point == 0xFFFD
    }
  }

  private static func spaceChinese(_ text: inout NormalizedText) {
    text.rewrite { utf8, rewriter in
      var unchanged = 0
      UTF8Layout.forEachScalar(utf8, in: 0..<utf8.count) { point, range in
        guard isChinese(point) else { return }
        rewriter.copy(unchanged..<range.lowerBound)
        unchanged = range.upperBound
        // Hugging Face puts a blank in the character's place, and the character and a blank behind it; so all three
        // stand for the character.
        let blank = UInt8(ascii: " ")
        rewriter.put(blank, for: range.lowerBound)
        rewriter.put(utf8.extracting(range), for: range.lowerBound)
        rewriter.put(blank, for: range.lowerBound)
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }

  /// The blocks of Chinese characters that BERT's authors named.
  static func isChinese(_ point: UInt32) -> Bool {
    switch point {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F, 0x2B920...0x2CEAF,
      0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
