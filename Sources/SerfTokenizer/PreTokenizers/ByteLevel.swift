/// The pre-tokenizer of byte-level models: cuts as GPT-2 does, and writes each byte as a character.
public struct ByteLevel: PreTokenizer, Hashable {
  /// Whether a blank is put before a text that begins with none.
  public let addsPrefixSpace: Bool
  /// Whether it cuts at all; otherwise another pre-tokenizer has cut already.
  public let cuts: Bool
  /// Only read and written: as a post-processor it says whether offsets leave blanks out.
  public let trimsOffsets: Bool

  public init(addsPrefixSpace: Bool = true, cuts: Bool = true, trimsOffsets: Bool = true) {
    self.addsPrefixSpace = addsPrefixSpace
    self.cuts = cuts
    self.trimsOffsets = trimsOffsets
  }

  public func preTokenize(_ text: inout PreTokenizedText) throws(TokenizerError) {
    let blank = UInt8(ascii: " ")
    if addsPrefixSpace, text.pieces.contains(where: { text.text.utf8[$0.lowerBound] != blank }) {
      text.rewrite { utf8, piece, rewriter in
        if utf8[piece.lowerBound] != blank { rewriter.put(blank, for: piece.lowerBound) }
        rewriter.copy(piece)
      }
    }
    if cuts {
      try text.split { utf8, piece, pieces in
        WordScanner.gpt2.forEachPiece(of: utf8, in: piece) { pieces.append($0) }
      }
    }
    text.rewrite { utf8, piece, rewriter in ByteAlphabet.write(utf8, piece, to: &rewriter) }
  }
}
