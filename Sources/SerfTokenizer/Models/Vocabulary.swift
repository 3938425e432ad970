/// Tokens and their ids, which go from 0 without a gap.
///
/// Tokens are bytes: two spellings of é are two tokens.
public struct Vocabulary: Sendable {
  let table: ByteStringTable

  /// - Parameter tokens: token `i` gets id `i`.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when a token comes twice.
  public init(_ tokens: some Sequence<[UInt8]>) throws(TokenizerError) {
    var table = ByteStringTable()
    for token in tokens {
      guard table.insert(token.span).isNew else { throw .repeatedToken(token) }
    }
    self.table = table
  }

  public var count: Int { table.count }

  /// The id of a token, if the vocabulary has it.
  public func id(of token: [UInt8]) -> Int32? { id(of: token.span) }

  /// The id of a token, if the vocabulary has it.
  public func id(of token: Span<UInt8>) -> Int32? { table.index(of: token).map { Int32($0) } }

  /// The token of an id; nil outside `0 ..< count`.
  public subscript(id: Int32) -> [UInt8]? {
    (0..<count).contains(Int(id)) ? table[Int(id)] : nil
  }

  /// Bytes of a token.
  /// - Precondition: the id is in the vocabulary.
  func byteCount(of id: Int32) -> Int { table.range(of: Int(id)).count }
}

extension Vocabulary: Equatable {
  /// The same tokens in the same order.
  public static func == (a: Vocabulary, b: Vocabulary) -> Bool {
    a.count == b.count && (0..<a.count).allSatisfy { a.table[$0] == b.table[$0] }
  }
}
