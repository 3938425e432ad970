/// A token that marks something and is no text: `<pad>`, `<s>`, `</s>`…
///
/// Whether text that spells one becomes it is the tokenizer's choice: ``Tokenizer/recognizesSpecialTokens``. The
/// post-processor puts them in, or a program that appends their ids.
public struct SpecialToken: Hashable, Sendable {
  /// The id, in the same numbering as all tokens.
  public let id: Int32
  /// How it is spelled, as bytes: two spellings of é are two tokens.
  public let utf8: [UInt8]

  public init(id: Int32, utf8: [UInt8]) {
    self.id = id
    self.utf8 = utf8
  }

  public init(_ spelling: String, id: Int32) { self.init(id: id, utf8: Array(spelling.utf8)) }

  /// How it is spelled.
  public var spelling: String { String(decoding: utf8, as: UTF8.self) }

  /// The usual spellings.
  public static let padding = "<pad>"
  public static let beginning = "<s>"
  public static let end = "</s>"
  public static let unknown = "<unk>"
}
