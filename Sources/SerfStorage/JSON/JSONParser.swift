/// Reads one JSON text (RFC 8259) from bytes, strictly; hostile input costs linear time and bounded depth.
package struct JSONParser {
  private let bytes: [UInt8]
  private var position = 0
  /// Replace invalid UTF-8 and half surrogate pairs by U+FFFD rather than refuse them.
  private let isLossy: Bool
  private var valueCount = 0

  /// Lists and objects inside each other; more would only exhaust the stack.
  private static let maximumDepth = 128
  /// Values in one text; a tree takes some fifty times the bytes of the shortest values, so more would fill the memory.
  private static let maximumValues = 1 << 22

  /// - Throws: ``JSONSyntaxError`` when `bytes` is not exactly one JSON text.
  package static func parse(_ bytes: [UInt8], lossy: Bool = false) throws(JSONSyntaxError) -> JSONValue {
    var parser = JSONParser(bytes: bytes, isLossy: lossy)
    let value = try parser.value(depth: 0)
    parser.skipBlanks()
    guard parser.position == bytes.count else { throw parser.fault("more text after the value") }
    return value
  }

  private init(bytes: [UInt8], isLossy: Bool) {
    self.bytes = bytes
    self.isLossy = isLossy
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ message: String) -> JSONSyntaxError {
    JSONSyntaxError(offset: position, message: position < bytes.count ? message : "the text ends too soon")
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
  }

  private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }
}

// MARK: - Values
extension JSONParser {
  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    guard depth <= Self.maximumDepth else { throw fault("more than \(Self.maximumDepth) levels") }
    valueCount += 1
    guard valueCount <= Self.maximumValues else { throw fault("more than \(Self.maximumValues) values") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw fault("a value is expected") }
    position += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    skipBlanks()
    if skip("}") { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw fault("a name in quotation marks is expected") }
      let name = try string()
      skipBlanks()
      guard skip(":") else { throw fault("':' is expected") }
      members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
      skipBlanks()
      if skip("}") { return .object(members) }
      guard skip(",") else { throw fault("',' or '}' is expected") }
    }
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipBlanks()
    if skip("]") { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipBlanks()
      if skip("]") { return .array(elements) }
      guard skip(",") else { throw fault("',' or ']' is expected") }
    }
  }

  private mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    _ = skip("-")
    let whole = try digits()
    guard whole.count == 1 || bytes[whole.lowerBound] != UInt8(ascii: "0") else {
      throw fault("a number must not start with 0")
    }
    if skip(".") { _ = try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      _ = try digits()
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(JSONSyntaxError) -> Range<Int> {
    let start = position
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
    guard start < position else { throw fault("a value is expected") }
    return start..<position
  }
}

// MARK: - Strings
extension JSONParser {
  /// The string that starts at the quotation mark under `position`.
  private mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        if let text = String(validating: content, as: UTF8.self) { return text }
        guard isLossy else { throw fault("a string that is not UTF-8") }
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content.append(contentsOf: String(try escape()).utf8)
      case 0..<0x20:
        position -= 1
        throw fault("a control character inside a string")
      default: content.append(byte)
      }
    }
    throw fault("")
  }

  /// The character of the escape after a backslash.
  private mutating func escape() throws(JSONSyntaxError) -> Character {
    guard let byte = next else { throw fault("") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return Character(try unicodeEscape())
    default:
      position -= 1
      throw fault("an unknown escape")
    }
  }

  /// `\uXXXX`, two of them for a character beyond U+FFFF.
  private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try fourHexDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, bytes[position...].starts(with: [0x5C, 0x75]) {
      let start = position
      position += 2
      let second = try fourHexDigits()
      if 0xDC00...0xDFFF ~= second,
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
      position = start
    }
    guard isLossy else { throw fault("half of a surrogate pair") }
    return "\u{FFFD}"
  }

  private mutating func fourHexDigits() throws(JSONSyntaxError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("four hexadecimal digits are expected")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
