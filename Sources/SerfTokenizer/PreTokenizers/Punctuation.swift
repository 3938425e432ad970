/// Cuts at punctuation: ASCII's, and what Unicode 8 counts as such.
public struct Punctuation: PreTokenizer, Hashable {
  public let behavior: SplitBehavior

  public init(_ behavior: SplitBehavior = .isolated) { self.behavior = behavior }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let classes = CharacterClasses.shared
    try text.split(behavior) { classes.isPunctuation($0) }
  }
}
