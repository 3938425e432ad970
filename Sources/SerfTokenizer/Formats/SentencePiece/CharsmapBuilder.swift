/// Makes SentencePiece's map of replacements: the counterpart of ``Charsmap``.
///
/// The trie is a double array whose places are joined by exclusive or (Yata's darts-clone): a unit holds the byte that
/// leads to it (bits 0 to 7), whether a key ends there (8), and how its place and that of its children differ (10 and up;
/// times 256 where bit 9 is set); what a key stands for is a unit of its own, marked by bit 31.
struct CharsmapBuilder {
  private static let blockSize = 256
  /// Blocks that are searched for room; older ones are nearly full.
  private static let openBlocks = 16
  private static let leaf: UInt32 = 1 << 31
  private static let farOffset = 1 << 21

  /// Keys in the order of their bytes, each with where its replacement begins.
  private let keys: [(utf8: [UInt8], value: Int)]
  private let replacements: [UInt8]
  private var units: [UInt32] = []
  private var isTaken: [Bool] = []
  /// Whether a place is where the children of some node are counted from: two nodes with one would share children.
  private var isBase: [Bool] = []

  /// - Parameter entries: what is replaced by what; no key is empty, comes twice or holds a zero, and no replacement
  ///   holds one.
  init(_ entries: [(source: [UInt8], replacement: [UInt8])]) {
    var replacements: [UInt8] = []
    var places: [[UInt8]: Int] = [:]
    var keys: [(utf8: [UInt8], value: Int)] = []
    for entry in entries.sorted(by: { $0.source.lexicographicallyPrecedes($1.source) }) {
      let place = places[entry.replacement] ?? replacements.count
      if place == replacements.count {
        places[entry.replacement] = place
        replacements += entry.replacement + [0]
      }
      keys.append((entry.source, place))
    }
    (self.keys, self.replacements) = (keys, replacements)
  }

  /// The trie's size in bytes, the trie, the replacements; nothing where there are no entries.
  mutating func bytes() -> [UInt8] {
    guard !keys.isEmpty else { return [] }
    addBlock()
    isTaken[0] = true
    var waiting: [(place: Int, keys: Range<Int>, depth: Int)] = [(0, keys.indices, 0)]
    while let (place, members, depth) = waiting.popLast() {
      let children = children(of: members, depth)
      let base = base(for: children.map(\.byte), of: place)
      units[place] |= Self.offset(base ^ place)
      for child in children {
        let place = base ^ Int(child.byte)
        if child.byte == 0 {
          units[place] = Self.leaf | UInt32(keys[child.keys.lowerBound].value)
        } else {
          units[place] = UInt32(child.byte)
          waiting.append((place, child.keys, depth + 1))
        }
      }
      if children[0].byte == 0 { units[place] |= 1 << 8 }
    }
    return Self.littleEndian(UInt32(units.count * 4)) + units.flatMap(Self.littleEndian) + replacements
  }

  /// The next bytes of keys that share what lies before `depth`; 0 where one ends.
  private func children(of members: Range<Int>, _ depth: Int) -> [(byte: UInt8, keys: Range<Int>)] {
    var children: [(byte: UInt8, keys: Range<Int>)] = []
    for index in members {
      let key = keys[index].utf8
      let byte = key.count > depth ? key[depth] : 0
      if children.last?.byte == byte {
        children[children.count - 1].keys = children[children.count - 1].keys.lowerBound..<index + 1
      } else {
        children.append((byte, index..<index + 1))
      }
    }
    return children
  }

  /// Finds room for the children of a node and takes it.
  private mutating func base(for bytes: [UInt8], of place: Int) -> Int {
    var candidate = max(0, units.count / Self.blockSize - Self.openBlocks) * Self.blockSize
    while true {
      if candidate == units.count { addBlock() }
      let base = candidate ^ Int(bytes[0])
      let fits =
        !isTaken[candidate] && !isBase[base] && Self.isStorable(base ^ place)
        && bytes.allSatisfy { !isTaken[base ^ Int($0)] }
      if fits {
        isBase[base] = true
        for byte in bytes { isTaken[base ^ Int(byte)] = true }
        return base
      }
      candidate += 1
    }
  }

  private mutating func addBlock() {
    units += [UInt32](repeating: 0, count: Self.blockSize)
    isTaken += [Bool](repeating: false, count: Self.blockSize)
    isBase += [Bool](repeating: false, count: Self.blockSize)
  }

  private static func isStorable(_ offset: Int) -> Bool {
    offset < farOffset || offset % blockSize == 0 && offset / blockSize < farOffset
  }

  private static func offset(_ offset: Int) -> UInt32 {
    offset < farOffset ? UInt32(offset) << 10 : UInt32(offset / blockSize) << 10 | 1 << 9
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
