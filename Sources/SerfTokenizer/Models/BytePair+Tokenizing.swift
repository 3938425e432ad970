// MARK: - Words, with a cache
extension BytePair {
  public func tokenize(
    _ utf8: Span<UInt8>, pieces: [Range<Int>], into tokens: inout TokenBuffer
  ) throws(TokenizerError) {
    var workspace = try workspaces.take { BytePairWorkspace() }
    defer { workspaces.giveBack(workspace) }
    for piece in pieces {
      guard endsWordsAtMarks else {
        try add(utf8, piece, to: &tokens, &workspace)
        continue
      }
      let text = utf8.extracting(piece)
      var start = 0
      while start < text.count {
        let end = Self.nextWord(in: text, from: start)
        try add(utf8, piece.lowerBound + start..<piece.lowerBound + end, to: &tokens, &workspace)
        start = end
      }
    }
  }

  /// Appends the tokens of one word.
  private func add(
    _ utf8: Span<UInt8>, _ piece: Range<Int>, to tokens: inout TokenBuffer, _ workspace: inout BytePairWorkspace
  ) throws(TokenizerError) {
    let word = utf8.extracting(piece)
    if options.ignoresMerges, let id = vocabulary.id(of: word) { return tokens.append(id, piece) }
    let isCached = options.dropout == nil
    if isCached, workspace.cache.replay(word, at: piece.lowerBound, to: &tokens) { return }
    try tokenize(word, at: piece.lowerBound, in: &workspace)
    if isCached { workspace.cache.store(workspace.symbols.lazy.map(\.cached), of: word) }
    var start = piece.lowerBound
    for symbol in workspace.symbols {
      tokens.append(symbol.id, start..<start + Int(symbol.byteCount))
      start += Int(symbol.byteCount)
    }
  }

  /// Leaves the tokens of `word` in the workspace.
  func tokenize(_ word: Span<UInt8>, at offset: Int, in workspace: inout BytePairWorkspace)
    throws(TokenizerError)
  {
    guard word.count < Int32.max else { throw .textTooLong(byteCount: word.count) }
    if word.count >= LongWordMerging.leastByteCount, let long = longWords(), let tokens = long.tokens(of: word) {
      workspace.symbols.removeAll(keepingCapacity: true)
      for id in tokens { workspace.append(id, byteCount: long.byteCount(of: id)) }
      return
    }
    try begin(word, at: offset, in: &workspace)
    merge(in: &workspace)
    // The bytes of a character's marks are tokens, too, but no bytes of the word.
    if byteFallback, !isPlain { workspace.limitBytes(to: word.count) }
    if !undone.isEmpty { takeApart(in: &workspace) }
  }
}

// MARK: - Merging
extension BytePair {
  /// Merges the symbols in the workspace until no merge applies, in O(n log n) for n symbols.
  ///
  /// Symbols are a doubly linked list over an array; a heap holds the merges that apply, by rank, then by place. An
  /// entry is stale when its place no longer makes the product it was entered for, and is then passed over.
  func merge(in workspace: inout BytePairWorkspace) {
    if workspace.symbols.count <= ShortWordMerging.capacity, options.dropout == nil {
      return mergeShort(in: &workspace)
    }
    enterAll(in: &workspace)
    if let dropout = options.dropout, dropout > 0 {
      var generator = SystemRandomNumberGenerator()
      mergeSome(dropping: dropout, in: &workspace, using: &generator)
    } else {
      while let next = workspace.heap.popMin() { apply(next, in: &workspace) }
    }
    workspace.compact()
  }

  /// Enters all merges that apply to the symbols as they are.
  func enterAll(in workspace: inout BytePairWorkspace) {
    workspace.heap.removeAll()
    var position = 0
    while position + 1 < workspace.symbols.count {
      enter(position, in: &workspace)
      position += 1
    }
  }

  private func mergeShort(in workspace: inout BytePairWorkspace) {
    let short = workspace.short
    short.begin()
    var end = 0
    for symbol in workspace.symbols {
      end += Int(symbol.byteCount)
      short.append(symbol.id, end: end)
    }
    short.merge(rules)
    workspace.symbols.removeAll(keepingCapacity: true)
    end = 0
    for index in 0..<short.count {
      workspace.append(short[index].id, byteCount: short[index].end - end)
      end = short[index].end
    }
  }

  /// Enters the merge of the symbol at `position` with the one that follows, if there is one.
  private func enter(_ position: Int, in workspace: inout BytePairWorkspace) {
    let left = workspace.symbols[position]
    guard left.next >= 0 else { return }
    let pair = TokenPair(left: left.id, right: workspace.symbols[Int(left.next)].id)
    guard let rule = rules[pair] else { return }
    workspace.heap.insert(.init(rank: rule.rank, position: Int32(position), product: rule.product))
  }

  func apply(_ candidate: BytePairWorkspace.Candidate, in workspace: inout BytePairWorkspace) {
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
}

// MARK: - Undoing
extension BytePair {
  /// Undoes merges whose token is not to stand in text, as often as need be.
  private func takeApart(in workspace: inout BytePairWorkspace) {
    guard workspace.symbols.contains(where: { undone[$0.id] != nil }) else { return }
    let merged = workspace.symbols
    workspace.symbols.removeAll(keepingCapacity: true)
    var waiting: [Int32] = []
    for symbol in merged {
      var bytesLeft = Int(symbol.byteCount)
      waiting.append(symbol.id)
      while let id = waiting.popLast() {
        if let merge = undone[id] {
          waiting += [merge.right, merge.left]
          continue
        }
        let count = waiting.isEmpty ? bytesLeft : min(bytesLeft, byteCount(of: id))
        workspace.append(id, byteCount: count)
        bytesLeft -= count
      }
    }
  }

  /// The bytes of text that a token stands for, without the marks of its place in the word.
  private func byteCount(of id: Int32) -> Int {
    let token = vocabulary[id] ?? []
    let (prefix, suffix) = (Array(options.continuingPrefix.utf8), Array(options.wordSuffix.utf8))
    var count = token.count
    if token.starts(with: prefix) { count -= prefix.count }
    if token.suffix(suffix.count).elementsEqual(suffix) { count -= suffix.count }
    return max(0, count)
  }
}

// MARK: - The symbols that a word begins as
extension BytePair {
  /// Whether characters have no marks of their place in the word.
  private var isPlain: Bool { options.continuingPrefix.isEmpty && options.wordSuffix.isEmpty }

  /// Cuts a word into its characters, or their bytes, or the unknown token.
  func begin(_ word: Span<UInt8>, at offset: Int, in workspace: inout BytePairWorkspace) throws(TokenizerError) {
    workspace.symbols.removeAll(keepingCapacity: true)
    let isPlain = isPlain
    // Unknown bytes that wait for their token: Hugging Face writes it before the next known character, and so behind
    // byte tokens that came in between.
    var unknown = 0
    var start = 0
    while start < word.count {
      if let (id, end) = whole?.longestToken(word, at: start) {
        flush(&unknown, to: &workspace)
        workspace.append(id, byteCount: end - start)
        start = end
        continue
      }
      let end = start + UTF8Layout.length(startingWith: word[start])
      let character = start..<end
      start = end
      let spelling = isPlain ? [] : spelling(of: word, at: character)
      if let id = isPlain ? id(ofCharacter: word, at: character) : vocabulary.id(of: spelling) {
        flush(&unknown, to: &workspace)
        workspace.append(id, byteCount: character.count)
      } else if isPlain, byteFallback, character.allSatisfy({ byteIDs[Int(word[$0])] >= 0 }) {
        for position in character { workspace.append(byteIDs[Int(word[position])], byteCount: 1) }
      } else if !isPlain, byteFallback, spelling.allSatisfy({ byteIDs[Int($0)] >= 0 }) {
        for byte in spelling { workspace.append(byteIDs[Int(byte)], byteCount: 1) }
      } else if unknownToken != nil {
        if !fusesUnknown { flush(&unknown, to: &workspace) }
        unknown += character.count
      } else if !options.dropsUnknown {
        throw .unencodable(character.map { word[$0] }, at: offset + character.lowerBound)
      }
    }
    flush(&unknown, to: &workspace)
  }

  private func flush(_ unknown: inout Int, to workspace: inout BytePairWorkspace) {
    guard unknown > 0, let unknownToken else { return }
    workspace.append(unknownToken, byteCount: unknown)
    unknown = 0
  }

  /// A character with the marks of its place in the word.
  private func spelling(of word: Span<UInt8>, at range: Range<Int>) -> [UInt8] {
    let prefix = range.lowerBound > 0 ? Array(options.continuingPrefix.utf8) : []
    let suffix = range.upperBound == word.count ? Array(options.wordSuffix.utf8) : []
    return prefix + word.bytes(of: range) + suffix
  }

  func id(ofCharacter word: Span<UInt8>, at range: Range<Int>) -> Int32? {
    if range.count == 1 {
      let id = asciiIDs[Int(word[range.lowerBound])]
      return id >= 0 ? id : nil
    }
    guard let id = vocabulary.id(of: word.extracting(range)), !reserved.contains(id) else { return nil }
    return id
  }
}
