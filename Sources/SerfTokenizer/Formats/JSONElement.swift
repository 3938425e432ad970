/// A value inside a JSON document. Each wrong type is an error that names the path to it.
struct JSONElement {
  let document: JSONDocument
  let index: Int

  var node: JSONDocument.Node { document.nodes[index] }
  var isNull: Bool { node.kind == .null }

  private func wrong(_ expected: String) -> TokenizerError {
    .wrongJSON(path, found: description, expected: expected)
  }

  /// The kind of the value, and the value where it is short.
  private var description: String {
    switch node.kind {
    case .null: "null"
    case .bool, .number: String(decoding: document.utf8[node.bytes].prefix(40), as: UTF8.self)
    case .string: "the string \(TokenizerError.quoted(Array(document.utf8[node.bytes])))"
    case .array: "an array of \(node.count)"
    case .object: "an object of \(node.count)"
    }
  }
}

// MARK: - Values
extension JSONElement {
  func bool() throws(TokenizerError) -> Bool {
    guard node.kind == .bool else { throw wrong("true or false") }
    return document.utf8[node.bytes.lowerBound] == UInt8(ascii: "t")
  }

  /// A whole number of 0 to 2^31 - 1.
  func id() throws(TokenizerError) -> Int32 {
    let bytes = node.bytes
    guard node.kind == .number, bytes.count <= 10 else { throw wrong("a whole number of 0 to 2147483647") }
    var number = 0
    for position in bytes {
      let digit = Int(document.utf8[position]) - 0x30
      guard (0...9).contains(digit) else { throw wrong("a whole number of 0 to 2147483647") }
      number = number * 10 + digit
    }
    guard let id = Int32(exactly: number) else { throw wrong("a whole number of 0 to 2147483647") }
    return id
  }

  /// A whole number of 0 to 2^31 - 1, as a count.
  func count() throws(TokenizerError) -> Int { Int(try id()) }

  /// A number with or without a fraction.
  func number() throws(TokenizerError) -> Double {
    guard node.kind == .number else { throw wrong("a number") }
    let utf8 = document.utf8
    if let number = DecimalNumber.value(of: utf8.span.extracting(node.bytes)) { return number }
    guard let number = Double(String(decoding: utf8[node.bytes], as: UTF8.self)), number.isFinite else {
      throw wrong("a number")
    }
    return number
  }

  /// A string of exactly one character.
  func character() throws(TokenizerError) -> Character {
    let text = try text()
    guard text.unicodeScalars.count == 1, let character = text.first else { throw wrong("one character") }
    return character
  }

  /// One of the names of a list.
  func name<Names: RawRepresentable<String> & CaseIterable>(
    of type: Names.Type
  ) throws(TokenizerError) -> Names {
    guard let name = Names(rawValue: try text()) else {
      throw wrong(Names.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return name
  }

  /// The bytes of a string, escapes resolved.
  func string() throws(TokenizerError) -> [UInt8] {
    guard node.kind == .string else { throw wrong("a string") }
    let raw = Array(document.utf8[node.bytes])
    guard node.hasEscapes else { return raw }
    let text = raw.span
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      if text[position] != UInt8(ascii: "\\") {
        bytes.append(text[position])
        position += 1
      } else if let byte = JSONEscape.simple(text[position + 1]) {
        bytes.append(byte)
        position += 2
      } else if let (scalar, count) = TextBytes.with(text, { JSONEscape.unicode($0, at: position) }) ?? nil {
        bytes.append(contentsOf: String(scalar).utf8)
        position += count
      }
    }
    return bytes
  }

  /// Calls `body` with the bytes of a string, which are copied only when there are escapes to resolve.
  func withString<Result>(
    _ body: (Span<UInt8>) throws(TokenizerError) -> Result
  ) throws(TokenizerError) -> Result {
    guard node.kind == .string else { throw wrong("a string") }
    let bytes = node.hasEscapes ? try string() : document.utf8
    return try body(bytes.span.extracting(node.hasEscapes ? 0..<bytes.count : node.bytes))
  }

  func text() throws(TokenizerError) -> String { String(decoding: try string(), as: UTF8.self) }
}

// MARK: - Containers
extension JSONElement {
  /// The elements of an array.
  func elements() throws(TokenizerError) -> [JSONElement] {
    guard node.kind == .array else { throw wrong("an array") }
    var elements: [JSONElement] = []
    elements.reserveCapacity(node.count)
    var child = index + 1
    while child < node.next {
      elements.append(JSONElement(document: document, index: child))
      child = document.nodes[child].next
    }
    return elements
  }

  /// Calls `body` with each element of an array.
  func forEachElement(_ body: (JSONElement) throws(TokenizerError) -> Void) throws(TokenizerError) {
    guard node.kind == .array else { throw wrong("an array") }
    var child = index + 1
    while child < node.next {
      try body(JSONElement(document: document, index: child))
      child = document.nodes[child].next
    }
  }

  /// The first two elements.
  /// - Precondition: it is an array of two or more.
  var firstTwo: (JSONElement, JSONElement) {
    let first = JSONElement(document: document, index: index + 1)
    return (first, JSONElement(document: document, index: first.node.next))
  }

  /// Calls `body` with each member of an object, in order, with all that stand twice.
  func forEachMember(
    _ body: (_ key: JSONElement, _ value: JSONElement) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    guard node.kind == .object else { throw wrong("an object") }
    var child = index + 1
    while child < node.next {
      let value = JSONElement(document: document, index: child + 1)
      try body(JSONElement(document: document, index: child), value)
      child = value.node.next
    }
  }

  /// The first member's value; nil of an object without any.
  func firstValue() throws(TokenizerError) -> JSONElement? {
    guard node.kind == .object else { throw wrong("an object") }
    return node.count > 0 ? JSONElement(document: document, index: index + 2) : nil
  }

  /// The member of that name, nil when it is absent or null.
  func optional(_ name: String) throws(TokenizerError) -> JSONElement? {
    guard node.kind == .object else { throw wrong("an object") }
    let wanted = Array(name.utf8)
    var found: JSONElement?
    var child = index + 1
    while child < node.next {
      let (key, value) = (
        JSONElement(document: document, index: child), JSONElement(document: document, index: child + 1)
      )
      child = value.node.next
      guard try key.string() == wanted else { continue }
      guard found == nil else { throw .repeatedMember(name, in: path) }
      found = value
    }
    return found.flatMap { $0.isNull ? nil : $0 }
  }

  /// The member of that name.
  func required(_ name: String) throws(TokenizerError) -> JSONElement {
    guard let member = try optional(name) else { throw .missingMember(name, in: path) }
    return member
  }

  /// A member that is true or false, with what it is when absent.
  func bool(_ name: String, default absent: Bool) throws(TokenizerError) -> Bool {
    try optional(name)?.bool() ?? absent
  }

  /// A member that is a string, with what it is when absent.
  func text(_ name: String, default absent: String) throws(TokenizerError) -> String {
    try optional(name)?.text() ?? absent
  }

  /// Runs `body`; what it finds wrong is said to be here.
  func locating<Value>(_ body: () throws(TokenizerError) -> Value) throws(TokenizerError) -> Value {
    do throws(TokenizerError) {
      return try body()
    } catch {
      throw error.place.jsonPath == nil ? error.inJSON(path) : error
    }
  }
}

// MARK: - The way here
extension JSONElement {
  /// The path from the top, as in `$.model.merges[3]`; worked out only for an error.
  var path: String {
    var path = "$"
    var parent = 0
    while parent != index {
      let isObject = document.nodes[parent].kind == .object
      var child = parent + 1
      var number = 0
      while true {
        let value = isObject ? child + 1 : child
        if index < document.nodes[value].next {
          path += isObject ? Self.step(JSONElement(document: document, index: child)) : "[\(number)]"
          // An error about a key is shown at its member.
          if isObject, index == child { return path }
          parent = value
          break
        }
        child = document.nodes[value].next
        number += 1
      }
    }
    return path
  }

  private static func step(_ key: JSONElement) -> String {
    let name = (try? key.string()) ?? []
    let isPlain = !name.isEmpty && name.count <= 40 && name.allSatisfy { $0 < 0x80 && ($0 == 0x5F || isLetter($0)) }
    return isPlain ? "." + String(decoding: name, as: UTF8.self) : "[\(TokenizerError.quoted(name))]"
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
