/// Writes JSON with two blanks a level; what is written `inline` stays on its line.
struct JSONWriter {
  private(set) var utf8: [UInt8] = []
  /// Of each open container: whether it has an element yet, and whether it is on one line.
  private var open: [(hasElements: Bool, isInline: Bool)] = []
  private var afterKey = false

  mutating func object(inline: Bool = false, _ body: (inout JSONWriter) throws(TokenizerError) -> Void)
    throws(TokenizerError)
  {
    try container("{", "}", inline, body)
  }

  mutating func array(inline: Bool = false, _ body: (inout JSONWriter) throws(TokenizerError) -> Void)
    throws(TokenizerError)
  {
    try container("[", "]", inline, body)
  }

  private mutating func container(
    _ start: Unicode.Scalar, _ end: Unicode.Scalar, _ inline: Bool,
    _ body: (inout JSONWriter) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    beginValue()
    utf8.append(UInt8(ascii: start))
    open.append((false, inline || open.last?.isInline == true))
    try body(&self)
    let (hasElements, isInline) = open.removeLast()
    if hasElements, !isInline { newLine() }
    utf8.append(UInt8(ascii: end))
  }

  mutating func key(_ name: [UInt8]) {
    beginValue()
    quote(name)
    utf8 += [UInt8(ascii: ":"), UInt8(ascii: " ")]
    afterKey = true
  }

  mutating func key(_ name: String) { key(Array(name.utf8)) }

  mutating func string(_ text: [UInt8]) {
    beginValue()
    quote(text)
  }

  mutating func string(_ text: String) { string(Array(text.utf8)) }

  mutating func null() { literal("null") }

  mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  mutating func number(_ value: Int32) { literal(String(value)) }

  mutating func number(_ value: Int) { literal(String(value)) }

  /// The shortest digits that give the number back.
  mutating func number(_ value: Double) { literal("\(value)") }

  /// A member that is true or false.
  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  /// A member that is a text, or null for none.
  mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// A member that is a whole number, or null for none.
  mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { number(value) } else { null() }
  }

  private mutating func literal(_ text: String) {
    beginValue()
    utf8 += text.utf8
  }

  /// The comma and the line break before an element or a key.
  private mutating func beginValue() {
    if afterKey {
      afterKey = false
      return
    }
    guard let container = open.last else { return }
    if container.hasElements { utf8.append(UInt8(ascii: ",")) }
    if !container.isInline {
      newLine()
    } else if container.hasElements {
      utf8.append(UInt8(ascii: " "))
    }
    open[open.count - 1].hasElements = true
  }

  private mutating func newLine() {
    utf8.append(0x0A)
    utf8 += repeatElement(UInt8(ascii: " "), count: 2 * open.count)
  }

  /// Only what must be escaped is.
  private mutating func quote(_ text: [UInt8]) {
    utf8.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): utf8 += [UInt8(ascii: "\\"), byte]
      case 0x0A: utf8 += "\\n".utf8
      case 0x0D: utf8 += "\\r".utf8
      case 0x09: utf8 += "\\t".utf8
      case 0..<0x20: utf8 += ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8
      default: utf8.append(byte)
      }
    }
    utf8.append(UInt8(ascii: "\""))
  }
}
