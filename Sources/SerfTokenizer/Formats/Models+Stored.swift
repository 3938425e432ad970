/// The models that tokenizer.json can hold; a new one is one line here.
enum StoredModels {
  /// - Parameter reserved: ids that text never becomes, and then nothing is unknown without an error; nil takes a file
  ///   as Hugging Face does.
  static func read(_ json: JSONElement, reserved: Set<Int32>?) throws(TokenizerError) -> any SubwordModel {
    let registry = StageRegistry<any SubwordModel>(readers: [
      ("BPE", { json throws(TokenizerError) in try BytePair(json, reserved: reserved) }),
      ("WordPiece", { json throws(TokenizerError) in try WordPiece(json) }),
      ("WordLevel", { json throws(TokenizerError) in try WordLevel(json) }),
      ("Unigram", { json throws(TokenizerError) in try Unigram(json) }),
    ])
    return try registry.read(json, usual: usualType(json))
  }

  /// The model of a file that doesn't name it, as older ones don't.
  private static func usualType(_ json: JSONElement) throws(TokenizerError) -> String? {
    if try json.optional("merges") != nil { return "BPE" }
    guard let vocabulary = try json.optional("vocab") else { return nil }
    if vocabulary.node.kind == .array { return "Unigram" }
    return try json.optional("max_input_chars_per_word") != nil ? "WordPiece" : "WordLevel"
  }
}

// MARK: - Vocabularies
extension Vocabulary {
  /// Ids a vocabulary may leave out for each that it has, and at any rate: a larger id is a slip.
  private static let gapLimit = (factor: 4, atLeast: 1 << 16)

  /// `{"token": id, …}` in any order.
  /// - Parameter allowsGaps: whether ids may be left out.
  init(_ json: JSONElement, allowsGaps: Bool = true) throws(TokenizerError) {
    let count = json.node.count
    let limit = allowsGaps ? count * Self.gapLimit.factor + Self.gapLimit.atLeast : count
    var members: [(id: Int32, key: Int)] = []
    members.reserveCapacity(count)
    var taken = [Bool](repeating: false, count: count)
    var isSorted = true
    try json.forEachMember { key, value throws(TokenizerError) in
      let id = try value.id()
      guard Int(id) < limit else { throw .idBeyond(Int(id), token: try key.string(), count: count, at: value.path) }
      if Int(id) >= taken.count { taken += [Bool](repeating: false, count: Int(id) + 1 - taken.count) }
      guard !taken[Int(id)] else { throw .idTaken(id, by: try key.string(), at: value.path) }
      taken[Int(id)] = true
      isSorted = isSorted && id > members.last?.id ?? -1
      members.append((id, key.index))
    }
    if !isSorted { members.sort { $0.id < $1.id } }
    var builder = Builder(count: count, byteCount: json.node.bytes.count / 2)
    for (id, index) in members {
      let key = JSONElement(document: json.document, index: index)
      let isNew = try key.withString { builder.add(id, $0) }
      guard isNew else { throw TokenizerError.repeatedToken(try key.string()).inJSON(json.path) }
    }
    self = builder.finish()
  }

  func write(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("vocab")
    try json.object { json throws(TokenizerError) in
      for id in 0..<Int32(count) {
        guard let token = self[id] else { continue }
        guard UTF8Check.firstError(in: token.span) == nil else { throw .notText(token) }
        json.key(token)
        json.number(id)
      }
    }
  }
}

// MARK: - BPE
extension BytePair: StoredStage {
  var typeName: String { "BPE" }

  var isForeign: Bool { !options.takenApart.isEmpty }

  init(_ json: JSONElement, reserved: Set<Int32>?) throws(TokenizerError) {
    let vocabulary = try Vocabulary(json.required("vocab"), allowsGaps: reserved == nil)
    var options = Options(byteFallback: try json.bool("byte_fallback", default: false))
    if let name = try json.optional("unk_token") {
      options.unknownToken = vocabulary.id(of: try name.string())
      if options.unknownToken == nil { throw .unknownToken(try name.string(), neededBy: "unk_token", at: name.path) }
    }
    options.fusesUnknown = try json.bool("fuse_unk", default: false)
    options.dropsUnknown = reserved == nil
    options.continuingPrefix = try json.text("continuing_subword_prefix", default: "")
    options.wordSuffix = try json.text("end_of_word_suffix", default: "")
    options.ignoresMerges = try json.bool("ignore_merges", default: false)
    let dropout = try json.optional("dropout")
    options.dropout = try dropout?.number()
    // Ours: what subword-nmt keeps in a file of its own.
    for id in try json.optional("taken_apart")?.elements() ?? [] { options.takenApart.insert(try id.id()) }
    let merges = try Self.merges(json.required("merges"), vocabulary)
    self = try (dropout ?? json).locating { () throws(TokenizerError) in
      try BytePair(vocabulary: vocabulary, merges: merges, options: options, reserved: reserved)
    }
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("dropout")
    if let dropout = options.dropout { json.number(dropout) } else { json.null() }
    json.member("unk_token", unknownToken.flatMap { vocabulary[$0] }.map { String(decoding: $0, as: UTF8.self) })
    json.member("continuing_subword_prefix", options.continuingPrefix.isEmpty ? nil : options.continuingPrefix)
    json.member("end_of_word_suffix", options.wordSuffix.isEmpty ? nil : options.wordSuffix)
    json.member("fuse_unk", fusesUnknown)
    json.member("byte_fallback", byteFallback)
    json.member("ignore_merges", options.ignoresMerges)
    if !options.takenApart.isEmpty {
      json.key("taken_apart")
      try json.array(inline: true) { json in
        for id in options.takenApart.sorted() { json.number(id) }
      }
    }
    try vocabulary.write(to: &json)
    try writeMerges(to: &json)
  }

  /// As pairs: in the older form, one string with a blank between, a token couldn't hold a blank.
  private func writeMerges(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("merges")
    try json.array { json throws(TokenizerError) in
      for merge in merges {
        try json.array(inline: true) { json in
          json.string(vocabulary[merge.left] ?? [])
          json.string(vocabulary[merge.right] ?? [])
        }
      }
    }
  }

  private static func merges(_ json: JSONElement, _ vocabulary: Vocabulary) throws(TokenizerError) -> [Merge] {
    var merges: [Merge] = []
    merges.reserveCapacity(json.node.count)
    let bytes = json.document.utf8
    let utf8 = bytes.span
    try json.forEachElement { element throws(TokenizerError) in
      let node = element.node
      if node.kind == .string, !node.hasEscapes, let merge = plainMerge(utf8.extracting(node.bytes), vocabulary) {
        return merges.append(merge)
      }
      // Older files may begin with the version line of merges.txt.
      if node.kind == .string, try element.string().starts(with: "#version".utf8) { return }
      let (left, right) = try parts(of: element)
      guard let leftID = vocabulary.id(of: left) else {
        throw .unknownToken(left, neededBy: "a merge", at: element.path)
      }
      guard let rightID = vocabulary.id(of: right) else {
        throw .unknownToken(right, neededBy: "a merge", at: element.path)
      }
      merges.append(Merge(left: leftID, right: rightID))
    }
    return merges
  }

  /// Two tokens with one blank between, looked up where they stand; nil of anything else.
  private static func plainMerge(_ utf8: Span<UInt8>, _ vocabulary: Vocabulary) -> Merge? {
    // The version line may be one of these.
    guard let blank = TextBytes.with(utf8, { $0.onlyBlank }) ?? nil, blank > 0, blank + 1 < utf8.count,
      utf8[0] != UInt8(ascii: "#"),
      let left = vocabulary.id(of: utf8.extracting(0..<blank)),
      let right = vocabulary.id(of: utf8.extracting(blank + 1..<utf8.count))
    else { return nil }
    return Merge(left: left, right: right)
  }

  /// `["a", "b"]`, or in older files `"a b"`.
  private static func parts(of element: JSONElement) throws(TokenizerError) -> ([UInt8], [UInt8]) {
    if element.node.kind == .string {
      let parts = try element.string().split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
        throw .wrongJSON(element.path, found: "\(parts.count - 1) blanks", expected: "two tokens with a blank between")
      }
      return (Array(parts[0]), Array(parts[1]))
    }
    let pair = try element.elements()
    guard pair.count == 2 else {
      throw .wrongJSON(element.path, found: "\(pair.count) elements", expected: "two tokens")
    }
    return (try pair[0].string(), try pair[1].string())
  }
}

// MARK: - WordPiece and words
extension WordPiece: StoredStage {
  var typeName: String { "WordPiece" }

  init(_ json: JSONElement) throws(TokenizerError) {
    let vocabulary = try Vocabulary(json.required("vocab"))
    let name = try json.text("unk_token", default: "[UNK]")
    guard let unknown = vocabulary.id(of: Array(name.utf8)) else {
      throw .unknownToken(Array(name.utf8), neededBy: "unk_token", at: json.path)
    }
    try self.init(
      vocabulary: vocabulary, unknownToken: unknown,
      continuingPrefix: json.text("continuing_subword_prefix", default: "##"),
      maximumCharacters: json.optional("max_input_chars_per_word")?.count() ?? 100)
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.member("unk_token", vocabulary[unknownToken].map { String(decoding: $0, as: UTF8.self) })
    json.member("continuing_subword_prefix", continuingPrefix)
    json.member("max_input_chars_per_word", maximumCharacters)
    try vocabulary.write(to: &json)
  }
}

extension WordLevel: StoredStage {
  var typeName: String { "WordLevel" }

  init(_ json: JSONElement) throws(TokenizerError) {
    self.init(
      vocabulary: try Vocabulary(json.required("vocab")), unknownName: try json.text("unk_token", default: "<unk>"))
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    try vocabulary.write(to: &json)
    json.member("unk_token", unknownName)
  }
}

// MARK: - Unigram
extension Unigram: StoredStage {
  var typeName: String { "Unigram" }

  init(_ json: JSONElement) throws(TokenizerError) {
    let listed = try json.required("vocab")
    var builder = Vocabulary.Builder(count: listed.node.count, byteCount: listed.node.bytes.count / 2)
    var scores: [Double] = []
    scores.reserveCapacity(listed.node.count)
    try listed.forEachElement { element throws(TokenizerError) in
      guard element.node.kind == .array, element.node.count == 2 else {
        throw .wrongJSON(
          element.path, found: "\(try element.elements().count) elements", expected: "a token and its score")
      }
      let (token, score) = element.firstTwo
      let id = Int32(clamping: scores.count)
      try token.withString { _ = builder.add(id, $0) }
      scores.append(try score.number())
    }
    let unknown = try json.optional("unk_id")
    let vocabulary = builder.finish()
    let byteFallback = try json.bool("byte_fallback", default: false)
    // Ours: what a SentencePiece model keeps from text.
    var reserved: Set<Int32>?
    for id in try json.optional("reserved_ids")?.elements() ?? [] {
      reserved = (reserved ?? []).union(CollectionOfOne(try id.id()))
    }
    self = try (unknown ?? json).locating { () throws(TokenizerError) in
      try Unigram(
        vocabulary: vocabulary, scores: scores, unknownToken: unknown?.id(), byteFallback: byteFallback,
        reserved: reserved)
    }
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.member("unk_id", unknownToken.map { Int($0) })
    json.key("vocab")
    try json.array { json throws(TokenizerError) in
      for (id, score) in scores.enumerated() {
        let token = vocabulary[Int32(id)] ?? []
        guard UTF8Check.firstError(in: token.span) == nil else { throw .notText(token) }
        try json.array(inline: true) { json in
          json.string(token)
          json.number(score)
        }
      }
    }
    json.member("byte_fallback", byteFallback)
    guard isSentencePiece else { return }
    json.key("reserved_ids")
    try json.array(inline: true) { json in
      for id in reserved.sorted() { json.number(id) }
    }
  }
}

extension TextBytes {
  /// Where the blank stands in a text that has one; nil with none or several.
  fileprivate var onlyBlank: Int? {
    var found: Int?
    for position in 0..<count where self[position] == UInt8(ascii: " ") {
      guard found == nil else { return nil }
      found = position
    }
    return found
  }
}
