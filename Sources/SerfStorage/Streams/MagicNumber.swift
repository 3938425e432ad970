/// How compressed files begin.
enum MagicNumber {
  /// Gzip with its only method; xz; Zstandard; bzip2 with a first block or, empty, with its end, for each of nine sizes.
  private static let all: [[UInt8]] =
    [[0x1F, 0x8B, 0x08], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x28, 0xB5, 0x2F, 0xFD]]
    + (UInt8(ascii: "1")...UInt8(ascii: "9")).flatMap { size in
      [[0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]].map {
        Array("BZh".utf8) + [size] + $0
      }
    }

  static let longest = all.map(\.count).max() ?? 0

  enum Match { case full, possible, none }

  /// What the first bytes of a file say; `possible` when only more of them can tell.
  static func match(_ head: [UInt8]) -> Match {
    if all.contains(where: { head.starts(with: $0) }) { return .full }
    return all.contains { $0.starts(with: head) } ? .possible : .none
  }
}
