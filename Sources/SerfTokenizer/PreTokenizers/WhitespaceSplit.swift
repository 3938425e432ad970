/// Cuts at white space, which is dropped.
public struct WhitespaceSplit: PreTokenizer, Hashable {
  public init() {}

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let classes = CharacterClasses.shared
    try text.split(.removed) { classes.isWhiteSpace($0) }
  }
}
