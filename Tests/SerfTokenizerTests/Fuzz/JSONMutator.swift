/// Damages a JSON file and leaves it JSON: other types, fewer or more members, values that change places.
struct JSONMutator {
  /// A value of the text, with the values in it.
  private struct Node {
    /// With the key, where it is a member of an object.
    var whole: Range<Int>
    var value: Range<Int>
    var children: [Node] = []
  }

  private static let values = [
    "null", "true", "false", "0", "1", "-1", "2", "255", "2147483647", "2147483648", "1e300", "1.5", "\"\"", "\"a\"",
    "\"▁\"", "\" \"", "\"<unk>\"", "\"e\u{301}\"", "\"\\ud83d\\ude00\"", "\"\\u0000\"", "[]", "{}", "[[]]",
    "{\"Regex\":\"\"}", "{\"Regex\":\"(a*)*b\"}", "{\"Regex\":\"\\\\b|$\"}", "{\"String\":\"\"}", "{\"String\":\"a\"}",
    "{\"Fixed\":4}", "[\"a\",\"b\"]", "{\"type\":\"Sequence\"}",
  ]

  /// Changes one place; a text that is no JSON any more is left alone.
  func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    var position = 0
    guard let root = Self.node(in: bytes, at: &position) else { return }
    let node = pick(from: root, &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: bytes.replaceSubrange(node.value, with: Array((Self.values.randomElement(using: &random) ?? "").utf8))
    case 2: remove(node.whole, from: &bytes)
    case 3:
      guard node.whole != root.whole else { return }
      bytes.insert(contentsOf: bytes[node.whole] + [UInt8(ascii: ",")], at: node.whole.lowerBound)
    case 4, 5: swap(node.value, pick(from: root, &random).value, in: &bytes)
    case 6: bytes.replaceSubrange(node.value, with: Array(bytes[pick(from: root, &random).value]))
    default:
      let depth = Int.random(in: 1...140, using: &random)
      let (open, close) = Bool.random(using: &random) ? ("[", "]") : ("{\"type\":", "}")
      bytes.insert(contentsOf: String(repeating: close, count: depth).utf8, at: node.value.upperBound)
      bytes.insert(contentsOf: String(repeating: open, count: depth).utf8, at: node.value.lowerBound)
    }
  }

  /// Steps down from the root, so that the few settings are met as often as the many tokens.
  private func pick(from root: Node, _ random: inout SeededRandom) -> Node {
    var node = root
    while let child = node.children.randomElement(using: &random) {
      node = child
      if Int.random(in: 0..<4, using: &random) == 0 { break }
    }
    return node
  }

  /// Takes a member or an element out, with one of the commas beside it.
  private func remove(_ range: Range<Int>, from bytes: inout [UInt8]) {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
    var range = range
    if let next = bytes[range.upperBound...].firstIndex(where: { !isBlank($0) }), bytes[next] == UInt8(ascii: ",") {
      range = range.lowerBound..<next + 1
    } else if let last = bytes[..<range.lowerBound].lastIndex(where: { !isBlank($0) }), bytes[last] == UInt8(ascii: ",")
    {
      range = last..<range.upperBound
    }
    bytes.removeSubrange(range)
  }

  private func swap(_ one: Range<Int>, _ other: Range<Int>, in bytes: inout [UInt8]) {
    let (first, second) = one.lowerBound < other.lowerBound ? (one, other) : (other, one)
    guard first.upperBound <= second.lowerBound else { return }
    let (early, late) = (Array(bytes[first]), Array(bytes[second]))
    bytes.replaceSubrange(second, with: early)
    bytes.replaceSubrange(first, with: late)
  }
}

// MARK: - Where the values are
extension JSONMutator {
  /// Deeper values than these are left alone.
  private static let depthLimit = 200

  /// The value that begins at a place, or behind blanks there; nil of what is no JSON.
  private static func node(in bytes: [UInt8], at position: inout Int, depth: Int = 0) -> Node? {
    skipBlanks(bytes, &position)
    guard position < bytes.count, depth < depthLimit else { return nil }
    let start = position
    switch bytes[position] {
    case UInt8(ascii: "\""):
      guard skipString(bytes, &position) else { return nil }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return container(in: bytes, at: &position, depth: depth)
    default:
      while position < bytes.count, !Array(",]} \n".utf8).contains(bytes[position]) { position += 1 }
      guard position > start else { return nil }
    }
    return Node(whole: start..<position, value: start..<position)
  }

  private static func container(in bytes: [UInt8], at position: inout Int, depth: Int) -> Node? {
    let start = position
    let isObject = bytes[position] == UInt8(ascii: "{")
    let end = UInt8(ascii: isObject ? "}" : "]")
    var children: [Node] = []
    position += 1
    skipBlanks(bytes, &position)
    while position < bytes.count, bytes[position] != end {
      skipBlanks(bytes, &position)
      let member = position
      if isObject {
        guard skipString(bytes, &position) else { return nil }
        skipBlanks(bytes, &position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
        position += 1
      }
      guard var child = node(in: bytes, at: &position, depth: depth + 1) else { return nil }
      child.whole = (isObject ? member : child.value.lowerBound)..<child.value.upperBound
      children.append(child)
      skipBlanks(bytes, &position)
      if position < bytes.count, bytes[position] == UInt8(ascii: ",") { position += 1 }
    }
    guard position < bytes.count else { return nil }
    position += 1
    return Node(whole: start..<position, value: start..<position, children: children)
  }

  private static func skipBlanks(_ bytes: [UInt8], _ position: inout Int) {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A { position += 1 }
  }

  /// Steps over a string; false where there is none.
  private static func skipString(_ bytes: [UInt8], _ position: inout Int) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return false }
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position += 1
    return position <= bytes.count
  }
}
