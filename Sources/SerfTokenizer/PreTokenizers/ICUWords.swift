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
  private let iterators = Pool<ICUWordIterator>()

  /// Text goes to ICU in chunks of about this many bytes, so that its buffers stay in cache.
  private static let chunkByteCount = 1 << 16

  /// - Throws: ``TokenizerError/Code/badSetting`` for what is no language tag.
  public init(locale: String = "") throws(TokenizerError) {
    self.locale = locale
    iterators.giveBack(try ICUWordIterator(locale: locale))
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let iterator = try iterators.take { () throws(TokenizerError) in try ICUWordIterator(locale: locale) }
    defer { iterators.giveBack(iterator) }
    try text.split { (utf8, piece, pieces) throws(TokenizerError) in
      var start = piece.lowerBound
      while start < piece.upperBound {
        let chunk = start..<Self.chunkEnd(in: utf8, from: start, to: piece.upperBound)
        try Self.cut(utf8, chunk, with: iterator, into: &pieces)
        start = chunk.upperBound
      }
    }
  }

  /// Where the chunk that begins at `start` ends: behind a line feed, where there is a boundary in any case (WB3a)
  /// and where no rule looks across.
  private static func chunkEnd(in utf8: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var position = start + chunkByteCount
    while position < end, utf8[position - 1] != 0x0A { position += 1 }
    return min(position, end)
  }

  /// Cuts one chunk.
  private static func cut(
    _ utf8: Span<UInt8>, _ chunk: Range<Int>, with iterator: ICUWordIterator, into pieces: inout [Range<Int>]
  ) throws(TokenizerError) {
    let text = utf8.extracting(chunk)
    let blank = UInt8(ascii: " ")
    // The piece that waits to learn whether its last blank belongs to the next one.
    var waiting = 0..<0
    try iterator.forEachEnd(in: text) { end in
      var piece = waiting.upperBound..<end
      if !waiting.isEmpty {
        if text[waiting.upperBound - 1] == blank, !startsWithWhiteSpace(text, at: piece.lowerBound) {
          piece = piece.lowerBound - 1..<end
          waiting = waiting.lowerBound..<waiting.upperBound - 1
        }
        if !waiting.isEmpty {
          pieces.append(chunk.lowerBound + waiting.lowerBound..<chunk.lowerBound + waiting.upperBound)
        }
      }
      waiting = piece
    }
    if !waiting.isEmpty {
      pieces.append(chunk.lowerBound + waiting.lowerBound..<chunk.lowerBound + waiting.upperBound)
    }
  }

  /// Whether the character at `position` has the property White_Space.
  private static func startsWithWhiteSpace(_ text: Span<UInt8>, at position: Int) -> Bool {
    switch text[position] {
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
