/// Two neighbouring token ids, ordered by the left one, then by the right one.
struct TokenPair: Hashable, Comparable, Sendable {
  let left: Int32
  let right: Int32

  /// Both in 64 bits. Ids are never negative, so that keys sort as pairs do and none is `UInt64.max`.
  var key: UInt64 { UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right)) }

  static func < (a: TokenPair, b: TokenPair) -> Bool { a.key < b.key }
}
