/// Tokens and their ids.
///
/// Tokens are bytes: two spellings of é are two tokens. Ids need not be without gaps: a file may leave some out.
public struct Vocabulary: Sendable {
  let table: ByteStringTable
  /// The id of each string of the table, and the string of each id, -1 for none; nil where both are the same number.
  private let numbering: (ids: [Int32], strings: [Int32])?

  /// - Parameter tokens: token `i` gets id `i`.
  /// - Throws: ``TokenizerError/Code/badVocabulary`` when a token comes twice.
  public init(_ tokens: some Sequence<[UInt8]>) throws(TokenizerError) {
    var table = ByteStringTable()
    for token in tokens {
      guard table.insert(token.span).isNew else { throw .repeatedToken(token) }
    }
    self.table = table
    numbering = nil
  }

  /// - Parameter entries: tokens with ids; each id once. A token may have several ids (some Unigram vocabularies repeat
  ///   one), of which text gets the last.
  init(entries: [(id: Int32, token: [UInt8])]) {
    var builder = Builder(count: entries.count, byteCount: entries.reduce(0) { $0 + $1.token.count })
    for (id, token) in entries { builder.add(id, token.span) }
    self = builder.finish()
  }

  /// Takes tokens with their ids one by one.
  struct Builder {
    private var table: ByteStringTable
    private var ids: [Int32] = []
    private var strings: [Int32] = []
    private var isPlain = true

    init(count: Int, byteCount: Int) {
      table = ByteStringTable(capacity: count, byteCount: byteCount)
      ids.reserveCapacity(count)
      strings.reserveCapacity(count)
    }

    /// Whether the token is new; the id is.
    @discardableResult
    mutating func add(_ id: Int32, _ token: Span<UInt8>) -> Bool {
      let (index, isNew) = table.insert(token)
      if isNew { ids.append(id) } else { ids[index] = id }
      while strings.count <= Int(id) { strings.append(-1) }
      strings[Int(id)] = Int32(index)
      isPlain = isPlain && isNew && index == Int(id)
      return isNew
    }

    func finish() -> Vocabulary { Vocabulary(table: table, numbering: isPlain ? nil : (ids, strings)) }
  }

  private init(table: ByteStringTable, numbering: (ids: [Int32], strings: [Int32])?) {
    self.table = table
    self.numbering = numbering
  }

  /// One more than the highest id.
  public var count: Int { numbering?.strings.count ?? table.count }

  /// Ids that have a token.
  var tokenCount: Int { numbering.map { $0.strings.count { $0 >= 0 } } ?? table.count }

  /// The id of a token, if the vocabulary has it.
  public func id(of token: [UInt8]) -> Int32? { id(of: token.span) }

  /// The id of a token, if the vocabulary has it.
  public func id(of token: Span<UInt8>) -> Int32? {
    table.index(of: token).map { id(ofString: $0) }
  }

  /// The first of two ids whose token is two stretches of the table's storage end to end; nil when neither is.
  func first(of id: Int32, _ other: Int32, isSpelled left: Range<Int>, _ right: Range<Int>) -> Int32? {
    // Of a token with several ids text gets the last, which only the table knows.
    guard numbering == nil else { return nil }
    if table.holds(left, right, at: Int(id)) { return id }
    return table.holds(left, right, at: Int(other)) ? other : nil
  }

  /// The token of an id; nil outside `0 ..< count` and in a gap.
  public subscript(id: Int32) -> [UInt8]? { index(of: id).map { table[$0] } }

  /// The id of a string of the table.
  func id(ofString index: Int) -> Int32 { numbering?.ids[index] ?? Int32(index) }

  /// The string of an id in the table.
  private func index(of id: Int32) -> Int? {
    guard (0..<count).contains(Int(id)) else { return nil }
    guard let numbering else { return Int(id) }
    let index = numbering.strings[Int(id)]
    return index >= 0 ? Int(index) : nil
  }

  /// Calls `body` with the bytes of a token; nil outside `0 ..< count` and in a gap.
  func withToken<Result>(_ id: Int32, _ body: (Span<UInt8>) -> Result) -> Result? {
    guard let range = range(of: id) else { return nil }
    return body(table.storage.span.extracting(range))
  }

  /// Where the token of an id lies in the table's storage.
  func range(of id: Int32) -> Range<Int>? { index(of: id).map { table.range(of: $0) } }

  /// Bytes of a token.
  /// - Precondition: the id is in the vocabulary.
  func byteCount(of id: Int32) -> Int { index(of: id).map { table.range(of: $0).count } ?? 0 }

  /// The longest token, in bytes.
  var longestByteCount: Int { (0..<table.count).reduce(0) { max($0, table.range(of: $1).count) } }
}

extension Vocabulary: Equatable {
  /// The same tokens under the same ids.
  public static func == (a: Vocabulary, b: Vocabulary) -> Bool {
    a.count == b.count && (0..<Int32(a.count)).allSatisfy { a[$0] == b[$0] }
  }
}
