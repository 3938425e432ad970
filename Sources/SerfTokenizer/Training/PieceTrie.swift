/// A trie of pieces by their bytes, to find all pieces at a place of a word.
///
/// Children lie in one open-addressing table, keyed by the parent's number and the byte.
struct PieceTrie: Sendable {
  private var keys: [UInt64]
  private var children: [Int32]
  /// The piece that ends at each node, -1 for none.
  private var pieces: [Int32] = [-1]

  init(_ all: [[UInt8]]) {
    var size = 1 << 10
    while size < all.reduce(0, { $0 + $1.count }) * 2 { size *= 2 }
    keys = Array(repeating: .max, count: size)
    children = Array(repeating: 0, count: size)
    for (number, piece) in all.enumerated() {
      var node: Int32 = 0
      for byte in piece { node = makeChild(of: node, byte) }
      pieces[Int(node)] = Int32(number)
    }
  }

  /// Calls `body` with the end and the number of each piece that begins at `start`, shorter ones first.
  func forEachPrefix(of word: Span<UInt8>, from start: Int, _ body: (Int, Int32) -> Void) {
    var node: Int32 = 0
    var position = start
    while position < word.count {
      let slot = slot(of: node, word[position])
      guard keys[slot] != .max else { return }
      node = children[slot]
      position += 1
      if pieces[Int(node)] >= 0 { body(position, pieces[Int(node)]) }
    }
  }

  private mutating func makeChild(of node: Int32, _ byte: UInt8) -> Int32 {
    let slot = slot(of: node, byte)
    if keys[slot] == .max {
      keys[slot] = Self.key(node, byte)
      children[slot] = Int32(pieces.count)
      pieces.append(-1)
    }
    return children[slot]
  }

  private static func key(_ node: Int32, _ byte: UInt8) -> UInt64 { UInt64(node) << 8 | UInt64(byte) }

  private func slot(of node: Int32, _ byte: UInt8) -> Int {
    let key = Self.key(node, byte)
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
    return slot
  }
}
