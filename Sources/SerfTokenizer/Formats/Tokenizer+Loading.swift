extension Tokenizer {
  /// Loads a vocabulary of any kind that this library reads, told by its content: tokenizer.json, SentencePiece .model,
  /// subword-nmt codes, GPT-2's vocab.json or merges.txt (the other one beside it), BERT's vocab.txt, tiktoken ranks.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``;
  ///   ``TokenizerError/Code/badFile``, ``TokenizerError/Code/badVocabulary`` and ``TokenizerError/Code/unsupported``
  ///   with the JSON path, the line or the byte.
  public init(contentsOf path: String) throws(TokenizerError) {
    let bytes = try InputFile.contents(of: path)
    do throws(TokenizerError) {
      self = try Self.read(bytes, at: path)
    } catch {
      throw error.place.file == nil ? error.inFile(path) : error
    }
  }

  private static func read(_ bytes: [UInt8], at path: String) throws(TokenizerError) -> Tokenizer {
    let first = bytes.first { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
    if first == UInt8(ascii: "{") {
      let root = try JSONDocument(bytes).root
      // Tokens may be called "model" and "version", too, but then they have numbers.
      let isVocabulary = try root.firstValue()?.node.kind == .number
      guard isVocabulary else { return try Tokenizer(root) }
      return try Tokenizer(gpt2Vocabulary: bytes, merges: InputFile.contents(of: sibling("merges.txt", of: path)))
    }
    // The first field of a model is a piece; a piece begins with its own first field.
    if bytes.count > 4, bytes[0] == 0x0A, bytes[2] == 0x0A || bytes[3] == 0x0A,
      let model = try? SentencePieceModel(bytes), !model.pieces.isEmpty
    {
      return try Tokenizer(sentencePiece: bytes)
    }
    let lines = FileLines.of(bytes)
    if bytes.starts(with: "#version".utf8) {
      let marksWordEnds = lines.contains { $0.suffix(4).elementsEqual("</w>".utf8) }
      if !marksWordEnds, let json = try? InputFile.contents(of: sibling("vocab.json", of: path)) {
        return try Tokenizer(gpt2Vocabulary: json, merges: bytes)
      }
      return try Tokenizer(subwordNMT: bytes)
    }
    if let line = lines.first, rank(line) != nil { return try Tokenizer(tiktoken: bytes) }
    if lines.contains(where: { $0.elementsEqual("[UNK]".utf8) || $0.elementsEqual("[unk]".utf8) }) {
      return try Tokenizer(bertVocabulary: bytes)
    }
    if let offset = UTF8Check.firstError(in: bytes.span) { throw .invalidUTF8(at: offset) }
    throw .unknownFormat()
  }

  /// A file in the same folder.
  private static func sibling(_ name: String, of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }
}
