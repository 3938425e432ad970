/// Cuts around numbers.
public struct Digits: PreTokenizer, Hashable {
  /// Whether each digit is a piece of its own, not each run of them.
  public let individually: Bool

  public init(individually: Bool = false) { self.individually = individually }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let classes = CharacterClasses.shared
    try text.split(individually ? .isolated : .contiguous) { classes.isNumber($0) }
  }
}
