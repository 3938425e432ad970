/// Makes text of ids as they come, one by one, and never splits a character.
///
/// What it gives, put end to end, is what ``Tokenizer/decode(_:skipSpecialTokens:)`` gives for all ids at once, as far
/// as the decoder looks no further back than a few tokens.
public struct StreamingDecoder: Sendable {
  private let tokenizer: Tokenizer
  private let skipSpecialTokens: Bool
  /// The ids that the next one is decoded together with.
  private var window: [Int32] = []
  /// The text of `window` that was given out.
  private var given: [UInt8] = []
  /// How many ids of `window` the text that was given out last came from.
  private var settled = 0

  /// Ids that wait for the rest of a character at most; a model that writes no characters at all is cut off here.
  private static let longestWait = 16
  /// Ids that are kept at most for what they say about the next.
  private static let longestWindow = 64

  init(of tokenizer: Tokenizer, skipSpecialTokens: Bool) {
    self.tokenizer = tokenizer
    self.skipSpecialTokens = skipSpecialTokens
  }

  /// The text that is complete with one more id; empty while a character is incomplete.
  /// - Throws: ``TokenizerError/Code/unknownToken`` for an id that is not in the vocabulary; the decoder then is as it
  ///   was.
  public mutating func next(_ id: Int32) throws(TokenizerError) -> String {
    let text = Array(try tokenizer.decode(window + [id], skipSpecialTokens: skipSpecialTokens).utf8)
    window.append(id)
    let isComplete = !text.suffix(3).elementsEqual("\u{FFFD}".utf8)
    guard isComplete || window.count - settled > Self.longestWait else { return "" }
    return try giveOut(text)
  }

  /// The text of what still waits, with U+FFFD for what is no character.
  public mutating func finish() throws(TokenizerError) -> String {
    let text = Array(try tokenizer.decode(window, skipSpecialTokens: skipSpecialTokens).utf8)
    return try giveOut(text)
  }

  private mutating func giveOut(_ text: [UInt8]) throws(TokenizerError) -> String {
    let new = text.count > given.count ? Array(text[given.count...]) : []
    // The tokens of the last text stay, so that a decoder sees what is before the next; where they give none of
    // themselves (special tokens), those before them stay, too.
    let kept = Array(window[settled...])
    let last = Array(try tokenizer.decode(kept, skipSpecialTokens: skipSpecialTokens).utf8)
    if !last.isEmpty || window.count > Self.longestWindow {
      window = kept
      given = last
    } else {
      given = text
    }
    settled = window.count
    return String(decoding: new, as: UTF8.self)
  }
}
