/// A token that is looked for in a text before the model sees it.
public struct AddedToken: Hashable, Sendable {
  /// The id, in the same numbering as all tokens.
  public let id: Int32
  /// What it is spelled as, as bytes: two spellings of é are two tokens.
  public let utf8: [UInt8]
  /// Whether decoding leaves it out.
  public var isSpecial: Bool
  /// Whether it counts only where no word character is next to it.
  public var isSingleWord: Bool
  /// Whether it takes the white space before it along.
  public var stripsLeft: Bool
  /// Whether it takes the white space behind it along.
  public var stripsRight: Bool
  /// Whether it is looked for in the normalised text, its own spelling normalised too.
  public var isNormalized: Bool

  /// - Parameter isNormalized: nil is yes, but for special tokens.
  public init(
    id: Int32, utf8: [UInt8], isSpecial: Bool = false, isSingleWord: Bool = false, stripsLeft: Bool = false,
    stripsRight: Bool = false, isNormalized: Bool? = nil
  ) {
    self.id = id
    self.utf8 = utf8
    self.isSpecial = isSpecial
    self.isSingleWord = isSingleWord
    self.stripsLeft = stripsLeft
    self.stripsRight = stripsRight
    self.isNormalized = isNormalized ?? !isSpecial
  }

  public init(_ token: SpecialToken) { self.init(id: token.id, utf8: token.utf8, isSpecial: true) }

  /// The same token under another id.
  func withID(_ id: Int32) -> AddedToken {
    AddedToken(
      id: id, utf8: utf8, isSpecial: isSpecial, isSingleWord: isSingleWord, stripsLeft: stripsLeft,
      stripsRight: stripsRight, isNormalized: isNormalized)
  }

  /// How it is spelled.
  public var spelling: String { String(decoding: utf8, as: UTF8.self) }
}
