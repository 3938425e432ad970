/// The name of one stream of random numbers: (seed, update, op, shard) mixed into 64 bits.
///
/// No generator is carried along: whoever knows the key gets the same numbers, on any thread and in any order, so a run
/// has the same bits for any number of workers and after a resume, and a dropout mask is drawn again instead of stored.
package struct RandomKey: Hashable, Sendable {
  package let bits: UInt64

  package init(seed: UInt64) { bits = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

  private init(bits: UInt64) { self.bits = bits }

  /// The key of a part of what this key names: an update, an op, a shard, a parameter.
  package func child(_ index: Int) -> RandomKey {
    RandomKey(
      bits: Self.mix(bits ^ (UInt64(bitPattern: Int64(index)) &* 0xD6E8_FEB8_6659_FD93 &+ 0x9E37_79B9_7F4A_7C15)))
  }

  /// As ``child(_:)`` for a name: FNV-1a of its UTF-8.
  package func child(_ name: String) -> RandomKey {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return child(Int(truncatingIfNeeded: hash))
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
