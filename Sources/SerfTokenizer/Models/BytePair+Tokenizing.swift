// MARK: - Words, with a cache
extension BytePair {
  public func tokenize(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var workspace = try workspaces.take { BytePairWorkspace() }
    defer { workspaces.giveBack(workspace) }
    for piece in pieces {
      let word = utf8.extracting(piece)
      if let known = workspace.cache.tokens(of: word) {
        workspace.cache.append(known, at: piece.lowerBound, to: &tokens)
        continue
      }
      try merge(word, at: piece.lowerBound, in: &workspace)
      workspace.cache.store(workspace.symbols, of: word)
      var start = piece.lowerBound
      for symbol in workspace.symbols {
        tokens.append(symbol.id, start..<start + Int(symbol.byteCount))
        start += Int(symbol.byteCount)
      }
    }
  }
}

// MARK: - One word
extension BytePair {
  /// Leaves the tokens of `word` in the workspace, in O(n log n) for n characters.
  ///
  /// Symbols are a doubly linked list over an array; a heap holds the merges that apply, by rank, then by place. An
  /// entry is stale when its place no longer makes the product it was entered for, and is then passed over.
  private func merge(_ word: Span<UInt8>, at offset: Int, in workspace: inout BytePairWorkspace) throws(TokenizerError)
  {
    guard word.count < Int32.max else { throw .textTooLong(byteCount: word.count) }
    try begin(word, at: offset, in: &workspace)
    workspace.heap.removeAll()
    var position = 0
    while position + 1 < workspace.symbols.count {
      enter(position, in: &workspace)
      position += 1
    }
    while let next = workspace.heap.popMin() { apply(next, in: &workspace) }
    workspace.compact()
  }

  /// Enters the merge of the symbol at `position` with the one that follows, if there is one.
  private func enter(_ position: Int, in workspace: inout BytePairWorkspace) {
    let left = workspace.symbols[position]
    guard left.next >= 0 else { return }
    let pair = TokenPair(left: left.id, right: workspace.symbols[Int(left.next)].id)
    guard let rule = rules[pair] else { return }
    workspace.heap.insert(.init(rank: rule.rank, position: Int32(position), product: rule.product))
  }

  private func apply(_ candidate: BytePairWorkspace.Candidate, in workspace: inout BytePairWorkspace) {
    let position = Int(candidate.position)
    let left = workspace.symbols[position]
    guard left.byteCount > 0, left.next >= 0 else { return }
    let right = workspace.symbols[Int(left.next)]
    guard let rule = rules[TokenPair(left: left.id, right: right.id)], rule.product == candidate.product else { return }
    workspace.symbols[Int(left.next)].byteCount = 0
    workspace.symbols[position].id = candidate.product
    workspace.symbols[position].byteCount += right.byteCount
    workspace.symbols[position].next = right.next
    if right.next >= 0 { workspace.symbols[Int(right.next)].previous = Int32(position) }
    if left.previous >= 0 { enter(Int(left.previous), in: &workspace) }
    enter(position, in: &workspace)
  }

  /// Cuts a word into its characters, or their bytes, or the unknown token.
  private func begin(_ word: Span<UInt8>, at offset: Int, in workspace: inout BytePairWorkspace) throws(TokenizerError)
  {
    workspace.symbols.removeAll(keepingCapacity: true)
    var start = 0
    while start < word.count {
      let count = UTF8Layout.length(startingWith: word[start])
      let character = start..<start + count
      start += count
      if let id = id(ofCharacter: word, at: character) {
        workspace.append(id, byteCount: count)
      } else if byteFallback, character.allSatisfy({ byteIDs[Int(word[$0])] >= 0 }) {
        for position in character { workspace.append(byteIDs[Int(word[position])], byteCount: 1) }
      } else if let unknownToken {
        if fusesUnknown, let last = workspace.symbols.last, last.id == unknownToken {
          workspace.symbols[workspace.symbols.count - 1].byteCount += Int32(count)
        } else {
          workspace.append(unknownToken, byteCount: count)
        }
      } else {
        throw .unencodable(character.map { word[$0] }, at: offset + character.lowerBound)
      }
    }
  }

  private func id(ofCharacter word: Span<UInt8>, at range: Range<Int>) -> Int32? {
    if range.count == 1 {
      let id = asciiIDs[Int(word[range.lowerBound])]
      return id >= 0 ? id : nil
    }
    guard let id = vocabulary.id(of: word.extracting(range)), !reserved.contains(id) else { return nil }
    return id
  }
}

/// The layout of well-formed UTF-8.
enum UTF8Layout {
  /// Bytes of the character that begins with `byte`.
  static func length(startingWith byte: UInt8) -> Int {
    byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }
}
