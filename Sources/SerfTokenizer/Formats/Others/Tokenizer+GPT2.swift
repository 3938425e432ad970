extension Tokenizer {
  /// Reads GPT-2's pair of files: a JSON object of tokens with their ids, and a list of merges.
  /// - Throws: ``TokenizerError/Code/badFile`` with the JSON path or the line.
  public init(gpt2Vocabulary json: [UInt8], merges text: [UInt8]) throws(TokenizerError) {
    let vocabulary = try Vocabulary(JSONDocument(json).root)
    try FileLines.check(text)
    var merges: [BytePair.Merge] = []
    for (number, line) in FileLines.of(text).enumerated() where !line.isEmpty {
      if line.starts(with: "#version".utf8) { continue }
      let parts = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2, let left = vocabulary.id(of: Array(parts[0])),
        let right = vocabulary.id(of: Array(parts[1]))
      else { throw .badLine(number + 1, found: Array(line), expected: "two tokens of the vocabulary") }
      merges.append(BytePair.Merge(left: left, right: right))
    }
    var options = BytePair.Options()
    options.dropsUnknown = true
    let end = "<|endoftext|>"
    try self.init(
      model: BytePair(vocabulary: vocabulary, merges: merges, options: options),
      preTokenizer: ByteLevel(addsPrefixSpace: false), postProcessor: ByteLevelProcessing(trimsOffsets: false),
      decoder: ByteLevelDecoder(),
      specialTokens: vocabulary.id(of: Array(end.utf8)).map { [SpecialToken(end, id: $0)] } ?? [])
  }

  /// GPT-2's pair of files.
  /// - Throws: ``TokenizerError/Code/unsupported`` for a model that is not byte-level BPE.
  public func gpt2Files() throws(TokenizerError) -> (vocabulary: [UInt8], merges: [UInt8]) {
    let pairs = try byteLevelModel(for: "GPT-2's pair of files")
    var json = JSONWriter()
    try json.object { json throws(TokenizerError) in
      for id in 0..<Int32(vocabularySize) {
        guard let token = spelling(of: id) else { continue }
        json.key(token)
        json.number(id)
      }
    }
    var lines = Array("#version: 0.2\n".utf8)
    for merge in pairs.merges {
      lines += (pairs.vocabulary[merge.left] ?? []) + [UInt8(ascii: " ")]
      lines += (pairs.vocabulary[merge.right] ?? []) + [0x0A]
    }
    return (json.utf8 + [0x0A], lines)
  }

  /// The model of a byte-level tokenizer.
  func byteLevelModel(for format: String) throws(TokenizerError) -> BytePair {
    let stages = Stages(normalizer: normalizer, preTokenizer: preTokenizer, model: model)
    guard let byteLevel = Self.directEncoder(stages, takesParts: true) as? ByteLevelEncoder else {
      throw .notRepresentable("it is no byte-level BPE", in: format, wayOut: "train one with --kind byte-level")
    }
    return byteLevel.model
  }
}
