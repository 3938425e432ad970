/// Cuts at the word boundaries of UAX 29, as ICU finds them (with dictionaries for Thai, Lao, Khmer, Burmese, Chinese
/// and Japanese), and gives the last blank before a word to the word.
///
/// `"Two  men, 3.5 m"` becomes `"Two"`, `" "`, `" men"`, `","`, `" 3.5"`, `" m"`.
///
/// The pieces always cover the text without a gap or an overlap, so nothing is lost: tokens put end to end are the
/// normalised text, whatever its white space. With the blank given to the word the commonest separator costs no token
/// of its own, and other white space (a second blank, a tab, a line break) keeps pieces of its own, so that a word is
/// the same word after it. To drop the blank and mark where a word *goes on* instead could not tell one blank from
/// two, nor a blank at the end of a text from none.
public struct ICUWords: PreTokenizer {
  /// A BCP 47 language tag, whose tailoring ICU applies; empty for the root locale.
  public let locale: String
  private let scanners = Pool<ICUWordScanner>()

  /// - Throws: ``TokenizerError/Code/badSetting`` for what is no language tag.
  public init(locale: String = "") throws(TokenizerError) {
    self.locale = locale
    scanners.giveBack(try ICUWordScanner(locale: locale))
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let scanner = try scanners.take { () throws(TokenizerError) in try ICUWordScanner(locale: locale) }
    defer { scanners.giveBack(scanner) }
    try text.split { (utf8, piece, pieces) throws(TokenizerError) in
      try Self.cut(utf8.extracting(piece), at: piece.lowerBound, with: scanner, into: &pieces)
    }
  }

  /// Cuts the piece `text`, which begins at `offset` of the whole text.
  private static func cut(
    _ text: Span<UInt8>, at offset: Int, with scanner: ICUWordScanner, into pieces: inout [Range<Int>]
  ) throws(TokenizerError) {
    // The piece that waits to learn whether its last blank belongs to the next one.
    var start = 0
    var end = 0
    while end < text.count {
      try scanner.withEnds(in: text, after: end) { ends in
        for index in ends.indices {
          let next = ends[index]
          if start < end {
            let gives = text[end - 1] == UInt8(ascii: " ") && !startsWithWhiteSpace(text, at: end)
            let middle = gives ? end - 1 : end
            if start < middle { pieces.append(offset + start..<offset + middle) }
            start = middle
          }
          end = next
        }
      }
    }
    if start < end { pieces.append(offset + start..<offset + end) }
  }

  /// Whether the character at `position` has the property White_Space.
  private static func startsWithWhiteSpace(_ text: Span<UInt8>, at position: Int) -> Bool {
    if text[position] > 0x20, text[position] < 0xC2 { return false }
    return switch text[position] {
    case 0x09...0x0D, 0x20: true
    case 0xC2: text[position + 1] == 0x85 || text[position + 1] == 0xA0
    case 0xE1: text[position + 1] == 0x9A && text[position + 2] == 0x80
    case 0xE2:
      text[position + 1] == 0x80 && (0x80...0x8A).contains(text[position + 2])
        || text[position + 1] == 0x80 && [0xA8, 0xA9, 0xAF].contains(text[position + 2])
        || text[position + 1] == 0x81 && text[position + 2] == 0x9F
    case 0xE3: text[position + 1] == 0x80 && text[position + 2] == 0x80
    default: false
    }
  }
}
