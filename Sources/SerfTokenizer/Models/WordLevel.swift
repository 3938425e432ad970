/// A token a word: what is not in the vocabulary is unknown.
public struct WordLevel: SubwordModel {
  public let vocabulary: Vocabulary
  /// nil makes an unknown word an error.
  public let unknownToken: Int32?
  /// The unknown token's name, which a file may give without the vocabulary having it.
  let unknownName: String

  /// - Throws: ``TokenizerError/Code/unknownToken`` when the vocabulary has no such unknown token.
  public init(vocabulary: Vocabulary, unknownToken: Int32?) throws(TokenizerError) {
    if let unknownToken {
      guard let name = vocabulary[unknownToken] else { throw .idOutOfRange(Int(unknownToken), count: vocabulary.count) }
      unknownName = String(decoding: name, as: UTF8.self)
    } else {
      unknownName = SpecialToken.unknown
    }
    self.vocabulary = vocabulary
    self.unknownToken = unknownToken
  }

  init(vocabulary: Vocabulary, unknownName: String) {
    self.vocabulary = vocabulary
    self.unknownName = unknownName
    unknownToken = vocabulary.id(of: Array(unknownName.utf8))
  }

  public func tokenize(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    for piece in pieces {
      let word = utf8.extracting(piece)
      guard let id = vocabulary.id(of: word) ?? unknownToken else {
        throw .unencodable(word.bytes(of: 0..<word.count), at: piece.lowerBound)
      }
      tokens.append(id, piece)
    }
  }
}
