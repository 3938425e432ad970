// MARK: - BPE dropout with random numbers of the caller
extension Tokenizer {
  /// Whether ``encodeIDs(_:dropout:using:)`` can vary the tokens of a text: a model of merges, and no tokens that are looked
  /// for in the text beside it.
  public var allowsDropout: Bool {
    model is BytePair && added.inOriginal == nil && added.inNormalized == nil
  }

  /// The ids of a text, without special tokens, cut otherwise each time: a merge that comes up is passed over with a
  /// probability (BPE dropout, Provilkov et al. 2020, section 3.2).
  /// - Parameters:
  ///   - dropout: 0 passes over none, and gives the tokens of ``encodeIDs(_:addSpecialTokens:)``; 1 passes over all.
  ///   - generator: whose numbers alone decide.
  /// - Throws: ``TokenizerError/Code/badSetting`` for a dropout outside of 0 … 1, or where ``allowsDropout`` is false.
  public func encodeIDs(
    _ text: String, dropout: Double, using generator: inout some RandomNumberGenerator
  ) throws(TokenizerError) -> [Int32] {
    guard let model = model as? BytePair, allowsDropout else {
      throw .badSetting("dropout", found: "\(dropout)", expected: "none, of a model that is not byte-pair merges alone")
    }
    guard (0...1).contains(dropout) else {
      throw .badSetting("dropout", found: "\(dropout)", expected: "0 to 1")
    }
    var text = PreTokenizedText(try normalize(text))
    try preTokenizer?.preTokenize(&text)
    let utf8 = text.text.utf8
    return try model.ids(utf8.span, pieces: text.pieces, dropping: dropout, using: &generator)
  }
}

extension BytePair {
  fileprivate func ids(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], dropping probability: Double,
    using generator: inout some RandomNumberGenerator
  ) throws(TokenizerError) -> [Int32] {
    var workspace = try workspaces.take { BytePairWorkspace() }
    defer { workspaces.giveBack(workspace) }
    var ids: [Int32] = []
    for piece in pieces {
      let word = utf8.extracting(piece)
      guard word.count < Int32.max else { throw .textTooLong(byteCount: word.count) }
      if probability == 0, options.ignoresMerges, let id = vocabulary.id(of: word) {
        ids.append(id)
        continue
      }
      try begin(word, at: piece.lowerBound, in: &workspace)
      enterAll(in: &workspace)
      mergeSome(dropping: probability, in: &workspace, using: &generator)
      workspace.compact()
      ids += workspace.symbols.lazy.map(\.id)
    }
    return ids
  }

  /// Each time a merge comes up it is passed over with a probability, and comes up again behind the next that is made.
  func mergeSome(
    dropping probability: Double, in workspace: inout BytePairWorkspace,
    using generator: inout some RandomNumberGenerator
  ) {
    var passedOver: [BytePairWorkspace.Candidate] = []
    while let next = workspace.heap.popMin() {
      // Uniform in 0 ..< 1, 53 bits.
      if Double(generator.next() >> 11) * 0x1p-53 < probability {
        passedOver.append(next)
        continue
      }
      for candidate in passedOver { workspace.heap.insert(candidate) }
      passedOver.removeAll(keepingCapacity: true)
      apply(next, in: &workspace)
    }
  }
}
