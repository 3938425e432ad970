/// The tokens of a vocabulary as a trie over their bytes: a double array (Aoe 1989), so that a step is one look-up.
struct TokenTrie: Sendable {
  /// Where the children of a node begin, less the byte; the node that a place belongs to; the token that ends there.
  private struct Node: Sendable {
    var base: Int32 = 0
    var parent: Int32 = -1
    var id: Int32 = -1
  }

  private var nodes: [Node]

  static let root: Int32 = 0

  /// The id of the token that ends at a node; -1 for none.
  @inline(__always)
  func id(at node: Int32) -> Int32 { nodes[Int(node)].id }

  /// The child of a node by a byte.
  @inline(__always)
  func child(of node: Int32, _ byte: UInt8) -> Int32? {
    let place = Int(nodes[Int(node)].base) + Int(byte)
    guard place < nodes.count, nodes[place].parent == node else { return nil }
    return Int32(place)
  }

  /// Where the longest token that begins at a place ends; nil when none does.
  func longestMatch(_ utf8: Span<UInt8>, at start: Int) -> Int? {
    longestToken(utf8, at: start)?.end
  }

  /// The longest token that begins at a place, and where it ends.
  func longestToken(_ utf8: Span<UInt8>, at start: Int) -> (id: Int32, end: Int)? {
    var node = Self.root
    var position = start
    var found: (id: Int32, end: Int)?
    while position < utf8.count, let next = child(of: node, utf8[position]) {
      node = next
      position += 1
      if id(at: node) >= 0 { found = (id(at: node), position) }
    }
    return found
  }

  /// - Parameter excluded: ids of tokens that are left out.
  init(of vocabulary: Vocabulary, without excluded: Set<Int32> = []) {
    nodes = [Node](repeating: Node(), count: 1024)
    let table = vocabulary.table
    let bytes = table.storage
    var entries: [(bytes: Range<Int>, id: Int32)] = []
    for index in 0..<table.count where !table.range(of: index).isEmpty {
      let range = table.range(of: index)
      let id = vocabulary.id(of: bytes.span.extracting(range)) ?? -1
      if !excluded.contains(id) { entries.append((range, id)) }
    }
    entries.sort { bytes[$0.bytes].lexicographicallyPrecedes(bytes[$1.bytes]) }
    var firstFree = 1
    var waiting: [(node: Int32, entries: Range<Int>, depth: Int)] = [(Self.root, entries.indices, 0)]
    var groups: [(byte: UInt8, entries: Range<Int>)] = []
    while let (node, members, depth) = waiting.popLast() {
      groups.removeAll(keepingCapacity: true)
      for index in members {
        let entry = entries[index]
        guard entry.bytes.count > depth else {
          nodes[Int(node)].id = entry.id
          continue
        }
        let byte = bytes[entry.bytes.lowerBound + depth]
        if groups.last?.byte == byte {
          groups[groups.count - 1].entries = groups[groups.count - 1].entries.lowerBound..<index + 1
        } else {
          groups.append((byte, index..<index + 1))
        }
      }
      // A node without children keeps base 0: no place there has it as its parent.
      guard !groups.isEmpty else { continue }
      let base = place(groups.lazy.map(\.byte), of: node, &firstFree)
      nodes[Int(node)].base = base
      for group in groups { waiting.append((base + Int32(group.byte), group.entries, depth + 1)) }
    }
  }

  /// Places tried for one node until the gaps before them are given up.
  private static let patience = 64

  /// Finds room for the children of a node, and marks it as theirs.
  private mutating func place(_ bytes: some Collection<UInt8>, of node: Int32, _ firstFree: inout Int) -> Int32 {
    while firstFree < nodes.count, nodes[firstFree].parent >= 0 { firstFree += 1 }
    var base = max(1, firstFree - Int(bytes.first ?? 0))
    var tries = 0
    while true {
      if base + 256 > nodes.count { nodes += [Node](repeating: Node(), count: nodes.count) }
      if bytes.allSatisfy({ nodes[base + Int($0)].parent < 0 }) { break }
      base += 1
      tries += 1
    }
    if tries > Self.patience { firstFree = max(firstFree, base) }
    for byte in bytes { nodes[base + Int(byte)].parent = node }
    return Int32(base)
  }
}
