/// Cuts into pieces of a fixed number of characters; the last may be shorter.
public struct FixedLength: PreTokenizer, Hashable {
  public let length: Int

  /// - Throws: ``TokenizerError/Code/badSetting`` for a length below 1.
  public init(_ length: Int) throws(TokenizerError) {
    guard length >= 1 else { throw .badSetting("length", found: "\(length)", expected: "1 or more") }
    self.length = length
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    try text.split { utf8, piece, pieces in
      var start = piece.lowerBound
      var count = 0
      UTF8Layout.forEachScalar(utf8, in: piece) { _, range in
        count += 1
        guard count == length else { return }
        pieces.append(start..<range.upperBound)
        (start, count) = (range.upperBound, 0)
      }
      if start < piece.upperBound { pieces.append(start..<piece.upperBound) }
    }
  }
}
