/// A JSON text (RFC 8259), parsed into one flat array of nodes.
///
/// It is ours because Foundation's parser takes tens of milliseconds on a vocabulary of 32,000 and merges keys that
/// are canonically equivalent. Strings are not copied until they are asked for, and keys are compared by bytes.
final class JSONDocument: Sendable {
  enum Kind: Sendable { case null, bool, number, string, array, object }

  /// In 32 bits each: a vocabulary of 32,000 has some 100,000 of these.
  struct Node: Sendable {
    let kind: Kind
    /// Whether a string has escapes.
    let hasEscapes: Bool
    private let start: UInt32
    private var end: UInt32
    private var following: UInt32
    private var children: UInt32 = 0

    /// The bytes of the value; of a string those between the quotes.
    var bytes: Range<Int> { Int(start)..<Int(end) }
    /// The node that follows this one and all that it holds.
    var next: Int { Int(following) }
    /// Elements or members.
    var count: Int { Int(children) }

    init(_ kind: Kind, _ bytes: Range<Int>, hasEscapes: Bool = false, next: Int) {
      self.kind = kind
      self.hasEscapes = hasEscapes
      start = UInt32(bytes.lowerBound)
      end = UInt32(bytes.upperBound)
      following = UInt32(next)
    }

    fileprivate mutating func close(at end: Int, next: Int, count: Int) {
      (self.end, following, children) = (UInt32(end), UInt32(next), UInt32(count))
    }
  }

  /// Deeper than any tokenizer.json, and shallow enough for the stack of any thread.
  static let depthLimit = 128

  let utf8: [UInt8]
  /// In the order of the text: a container, then its elements; a member is its key and its value.
  let nodes: [Node]

  /// - Throws: ``TokenizerError/Code/badFile`` or ``TokenizerError/Code/invalidUTF8`` with the byte's offset.
  init(_ utf8: [UInt8]) throws(TokenizerError) {
    guard utf8.count < UInt32.max else { throw .textTooLong(byteCount: utf8.count) }
    if let offset = UTF8Check.firstError(in: utf8.span) { throw .invalidUTF8(at: offset) }
    nodes = try Self.parse(utf8)
    self.utf8 = utf8
  }

  private static func parse(_ utf8: [UInt8]) throws(TokenizerError) -> [Node] {
    let parsed = TextBytes.with(utf8.span) { text in
      Result { () throws(TokenizerError) in
        var parser = JSONParser(text)
        return try parser.parse()
      }
    }
    guard let parsed else { throw .badJSON(at: 0, found: "the end of the file", expected: "a value") }
    return try parsed.get()
  }

  var root: JSONElement { JSONElement(document: self, index: 0) }
}

/// Reads JSON text into nodes, by recursive descent with a limited depth.
private struct JSONParser {
  private let utf8: TextBytes
  private var position = 0
  private var nodes: [JSONDocument.Node] = []

  init(_ utf8: TextBytes) {
    self.utf8 = utf8
    nodes.reserveCapacity(utf8.count / 12)
  }

  mutating func parse() throws(TokenizerError) -> [JSONDocument.Node] {
    try value(depth: 0)
    skipBlanks()
    guard position == utf8.count else { throw wrong("the end of the file") }
    return nodes
  }

  private mutating func value(depth: Int) throws(TokenizerError) {
    skipBlanks()
    switch position < utf8.count ? utf8[position] : 0 {
    case UInt8(ascii: "{"): try container(.object, end: UInt8(ascii: "}"), depth: depth)
    case UInt8(ascii: "["): try container(.array, end: UInt8(ascii: "]"), depth: depth)
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true", .bool)
    case UInt8(ascii: "f"): try word("false", .bool)
    case UInt8(ascii: "n"): try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw wrong("a value")
    }
  }

  private mutating func container(_ kind: JSONDocument.Kind, end: UInt8, depth: Int) throws(TokenizerError) {
    guard depth < JSONDocument.depthLimit else { throw .tooDeep(limit: JSONDocument.depthLimit, at: position) }
    let index = nodes.count
    nodes.append(JSONDocument.Node(kind, position..<position, next: 0))
    position += 1
    var count = 0
    skipBlanks()
    if !take(end) {
      repeat {
        if kind == .object { try key() }
        try value(depth: depth + 1)
        count += 1
        skipBlanks()
      } while take(UInt8(ascii: ","))
      guard take(end) else { throw wrong(kind == .object ? "\",\" or \"}\"" : "\",\" or \"]\"") }
    }
    nodes[index].close(at: position, next: nodes.count, count: count)
  }

  private mutating func key() throws(TokenizerError) {
    skipBlanks()
    guard position < utf8.count, utf8[position] == UInt8(ascii: "\"") else { throw wrong("a key in quotes") }
    try string()
    skipBlanks()
    guard take(UInt8(ascii: ":")) else { throw wrong("\":\"") }
  }

  private mutating func string() throws(TokenizerError) {
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      position = utf8.endOfPlainString(from: position)
      guard position < utf8.count, utf8[position] != UInt8(ascii: "\"") else { break }
      guard utf8[position] >= 0x20 else { throw wrong("a control character only as an escape") }
      hasEscapes = true
      try escape()
    }
    guard position < utf8.count else { throw wrong("the end of the string that begins at byte \(start - 1)") }
    append(.string, start..<position, hasEscapes: hasEscapes)
    position += 1
  }

  /// Checks an escape and passes over it; a high surrogate must have its low one.
  private mutating func escape() throws(TokenizerError) {
    guard position + 1 < utf8.count else { throw wrong("an escape") }
    guard utf8[position + 1] == UInt8(ascii: "u") else {
      guard JSONEscape.simple(utf8[position + 1]) != nil else { throw wrong("an escape of JSON") }
      position += 2
      return
    }
    guard let point = JSONEscape.unicode(utf8, at: position) else {
      throw wrong("\\u with four hexadecimal digits, a surrogate only in a pair")
    }
    position += point.byteCount
  }

  private mutating func number() throws(TokenizerError) {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    append(.number, start..<position)
  }

  private mutating func digits() throws(TokenizerError) {
    let start = position
    while position < utf8.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(utf8[position]) { position += 1 }
    guard position > start else { throw wrong("a digit") }
  }

  private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(TokenizerError) {
    let start = position
    for byte in word.description.utf8 {
      guard take(byte) else { throw wrong(word.description) }
    }
    append(kind, start..<position)
  }

  private mutating func append(_ kind: JSONDocument.Kind, _ bytes: Range<Int>, hasEscapes: Bool = false) {
    nodes.append(JSONDocument.Node(kind, bytes, hasEscapes: hasEscapes, next: nodes.count + 1))
  }

  private mutating func skipBlanks() {
    while position < utf8.count {
      switch utf8[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < utf8.count, utf8[position] == byte else { return false }
    position += 1
    return true
  }

  private func wrong(_ expected: String) -> TokenizerError {
    guard position < utf8.count else {
      return .badJSON(at: position, found: "the end of the file", expected: expected)
    }
    let byte = utf8[position]
    let found = (0x21..<0x7F).contains(byte) ? "\"\(Unicode.Scalar(byte))\"" : "byte \(byte)"
    return .badJSON(at: position, found: found, expected: expected)
  }
}

extension TextBytes {
  /// The first byte from `start` on that is not simply part of a JSON string: a quote, a backslash, a control character.
  fileprivate func endOfPlainString(from start: Int) -> Int {
    var position = start
    while position &+ 8 <= count {
      let word = word(at: position)
      let quotes = Self.zeroBytes(word ^ 0x2222_2222_2222_2222)
      let backslashes = Self.zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
      let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
      let stops = quotes | backslashes | controls
      if stops != 0 { return position &+ stops.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    while position < count, self[position] >= 0x20, self[position] != UInt8(ascii: "\""),
      self[position] != UInt8(ascii: "\\")
    { position &+= 1 }
    return position
  }
}

/// The escapes in JSON strings.
enum JSONEscape {
  /// What `\n` and its like stand for, by the letter.
  static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
  }

  /// The code point of `\uXXXX`, or of two that are a surrogate pair, and the bytes it takes; nil when malformed.
  static func unicode(_ utf8: TextBytes, at position: Int) -> (scalar: Unicode.Scalar, byteCount: Int)? {
    guard let first = unit(utf8, at: position) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard (0xD800..<0xDC00).contains(first), let second = unit(utf8, at: position + 6),
      (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return nil }
    return (scalar, 12)
  }

  private static func unit(_ utf8: TextBytes, at position: Int) -> UInt32? {
    guard position + 6 <= utf8.count, utf8[position] == UInt8(ascii: "\\"), utf8[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = Character(Unicode.Scalar(utf8[position + offset])).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
