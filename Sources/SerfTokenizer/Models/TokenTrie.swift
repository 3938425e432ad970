/// The tokens of a vocabulary as a trie over their bytes: a double array (Aoe 1989), so that a step is one look-up.
struct TokenTrie: Sendable {
  /// Where the children of a node begin, less the byte; the node that a place belongs to; the token that ends there.
  private struct Node: Sendable {
    var base: Int32 = 0
    var parent: Int32 = -1
    var id: Int32 = -1
  }

  /// The tokens under a child of a node.
  private struct Child {
    let byte: UInt8
    var entries: Range<Int>
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

  /// Calls `body` with each token that begins at a place, shorter ones first, and where it ends.
  @inline(__always)
  func forEachToken(_ utf8: Span<UInt8>, at start: Int, _ body: (_ id: Int32, _ end: Int) -> Void) {
    // Unsafe: places are compared with the number of nodes, and positions with that of bytes.
    unsafe nodes.withUnsafeBufferPointer { nodes in
      unsafe utf8.withUnsafeBufferPointer { bytes in
        var node = Self.root
        var position = start
        while position < bytes.count {
          let place = unsafe Int(nodes[Int(node)].base) &+ Int(bytes[position])
          guard place < nodes.count, unsafe nodes[place].parent == node else { return }
          node = Int32(truncatingIfNeeded: place)
          position &+= 1
          let id = unsafe nodes[place].id
          if id >= 0 { body(id, position) }
        }
      }
    }
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
    let bytes = vocabulary.table.storage
    let entries = Self.sortedEntries(of: vocabulary, without: excluded)
    nodes = []
    // A node a byte at most, hardly any place between them empty; what is not needed is never touched. A file of any size
    // is no reason to ask for as much at once.
    nodes.reserveCapacity(min(bytes.count + bytes.count / 4, 1 << 20) + Self.leastGrowth)
    grow()
    var firstFree = 1
    var waiting: [(node: Int32, entries: Range<Int>, depth: Int)] = [(Self.root, entries.indices, 0)]
    var groups: [Child] = []
    while let (node, members, depth) = waiting.popLast() {
      if members.count == 1 {
        addRest(of: entries[members.lowerBound], from: depth, at: node, bytes, &firstFree)
        continue
      }
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
          groups.append(Child(byte: byte, entries: index..<index + 1))
        }
      }
      // A node without children keeps base 0: no place there has it as its parent.
      guard !groups.isEmpty else { continue }
      let base = place(groups, of: node, &firstFree)
      nodes[Int(node)].base = base
      for group in groups { waiting.append((base + Int32(group.byte), group.entries, depth + 1)) }
    }
  }

  /// The tokens that are not excluded, by their bytes.
  private static func sortedEntries(
    of vocabulary: Vocabulary, without excluded: Set<Int32>
  ) -> [(bytes: Range<Int>, id: Int32)] {
    let table = vocabulary.table
    let kept = (0..<Int32(table.count)).filter { index in
      !table.range(of: Int(index)).isEmpty
        && (excluded.isEmpty || !excluded.contains(vocabulary.id(ofString: Int(index))))
    }
    return table.sorted(kept).map { (table.range(of: Int($0)), vocabulary.id(ofString: Int($0))) }
  }

  /// The rest of a token that shares its beginning, up to `depth`, with others, and what follows with none.
  private mutating func addRest(
    of entry: (bytes: Range<Int>, id: Int32), from depth: Int, at node: Int32, _ bytes: [UInt8], _ firstFree: inout Int
  ) {
    var node = node
    for position in entry.bytes.lowerBound + depth..<entry.bytes.upperBound {
      while firstFree < nodes.count, nodes[firstFree].parent >= 0 { firstFree += 1 }
      let byte = Int(bytes[position])
      let first = max(1 + byte, firstFree)
      var place = first
      while place < nodes.count, nodes[place].parent >= 0 { place += 1 }
      // As for branches: otherwise the places below the lowest byte, which nothing takes, would have it begin there again.
      if place - first > Self.patience { firstFree = place }
      if place - byte + 256 > nodes.count { grow() }
      nodes[Int(node)].base = Int32(place - byte)
      nodes[place].parent = node
      node = Int32(place)
    }
    nodes[Int(node)].id = entry.id
  }

  private static let leastGrowth = 4096

  private mutating func grow() {
    nodes.append(contentsOf: repeatElement(Node(), count: max(Self.leastGrowth, nodes.count / 8)))
  }

  /// Places tried for one node until the gaps before them are given up.
  private static let patience = 16

  /// Finds room for the children of a node, and marks it as theirs.
  /// - Parameter children: not empty.
  private mutating func place(_ children: [Child], of node: Int32, _ firstFree: inout Int) -> Int32 {
    while firstFree < nodes.count, nodes[firstFree].parent >= 0 { firstFree += 1 }
    let first = Int(children[0].byte)
    var base = max(1, firstFree - first)
    var tries = 0
    while true {
      if base + 256 > nodes.count { grow() }
      if nodes[base + first].parent < 0, children.allSatisfy({ nodes[base + Int($0.byte)].parent < 0 }) { break }
      base += 1
      tries += 1
    }
    if tries > Self.patience { firstFree = max(firstFree, base) }
    for child in children { nodes[base + Int(child.byte)].parent = node }
    return Int32(base)
  }
}
