/// Damages a file without knowing what it holds: bytes, stretches, lines and numbers.
struct ByteMutator {
  /// The numbers at which counts, ids and shifts break.
  private static let numbers = [
    "-1", "0", "1", "127", "255", "256", "65535", "2147483647", "2147483648", "4294967295", "9223372036854775807",
    "9223372036854775808", "18446744073709551616", "99999999999999999999", "1e308", "1e999", "-0.0", "0.5",
  ]

  /// Varints and words of the same size, for files that are no text.
  private static let words: [[UInt8]] = [
    Array(repeating: 0xFF, count: 9) + [0x01], Array(repeating: 0xFF, count: 4), Array(repeating: 0, count: 8),
    [0x80, 0x80, 0x80, 0x80, 0x08], [0x7F, 0xFF, 0xFF, 0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBB, 0xBF],
  ]

  func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    guard !bytes.isEmpty else { return bytes.append(UInt8.random(in: 0...255, using: &random)) }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
    case 3: bytes.removeSubrange(stretch(bytes, from: place, &random))
    case 4: bytes.removeSubrange(place...)
    case 5:
      let copied = Array(bytes[stretch(bytes, from: place, &random)])
      bytes.insert(contentsOf: copied, at: Int.random(in: 0...bytes.count, using: &random))
    case 6:
      let end = stretch(bytes, from: Int.random(in: 0..<bytes.count, using: &random), &random)
      bytes.replaceSubrange(stretch(bytes, from: place, &random), with: Array(bytes[end]))
    case 7: replaceNumber(in: &bytes, near: place, &random)
    case 8: bytes.insert(contentsOf: Self.words.randomElement(using: &random) ?? [], at: place)
    case 9:
      let mark = Array("[{\"(".utf8).randomElement(using: &random) ?? 0
      bytes.insert(contentsOf: Array(repeating: mark, count: Int.random(in: 1...400, using: &random)), at: place)
    case 10: swapLines(in: &bytes, &random)
    default: bytes.insert(contentsOf: bytes[line(bytes, around: place)], at: place)
    }
  }

  /// Some bytes from a place on, mostly few.
  private func stretch(_ bytes: [UInt8], from start: Int, _ random: inout SeededRandom) -> Range<Int> {
    let longest = Int.random(in: 0..<4, using: &random) == 0 ? bytes.count : 16
    return start..<min(bytes.count, start + Int.random(in: 1...longest, using: &random))
  }

  /// The first number behind a place becomes another.
  private func replaceNumber(in bytes: inout [UInt8], near place: Int, _ random: inout SeededRandom) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: Array((Self.numbers.randomElement(using: &random) ?? "").utf8))
  }

  private func line(_ bytes: [UInt8], around place: Int) -> Range<Int> {
    let start = bytes[..<place].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    return start..<end
  }

  private func swapLines(in bytes: inout [UInt8], _ random: inout SeededRandom) {
    let first = line(bytes, around: Int.random(in: 0..<bytes.count, using: &random))
    let second = line(bytes, around: Int.random(in: 0..<bytes.count, using: &random))
    guard first.upperBound <= second.lowerBound else { return }
    let moved = Array(bytes[second])
    bytes.removeSubrange(second)
    bytes.insert(contentsOf: moved, at: first.lowerBound)
  }
}
