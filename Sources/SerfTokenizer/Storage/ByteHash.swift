/// A hash of bytes, seeded afresh in each process, so that a hostile file can't prepare collisions.
///
/// No result depends on it: tables number their entries in the order in which they came.
enum ByteHash {
  /// What tables whose keys are no plain bytes mix into them.
  static let seed = UInt64.random(in: .min ... .max)

  /// Multiply and fold 64 × 64 → 128 bits, eight bytes at a time, the length in the last step.
  static func hash(_ key: Span<UInt8>) -> UInt64 {
    // Unsafe: the bytes are read before the closure returns.
    unsafe key.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe hash(base, bytes.count, seed: seed)
    }
  }

  /// The same of bytes at an address.
  @inline(__always)
  static func hash(_ base: UnsafeRawPointer, _ count: Int, seed: UInt64) -> UInt64 {
    var state = seed
    var position = 0
    while position &+ 8 <= count {
      // Unsafe: reads any eight bytes as a number, which every pattern is; the offset is checked.
      let word = unsafe base.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      state = mix(state ^ word, 0xA076_1D64_78BD_642F)
      position &+= 8
    }
    var tail: UInt64 = 0
    while position < count {
      tail = tail << 8 | UInt64(unsafe base.load(fromByteOffset: position, as: UInt8.self))
      position &+= 1
    }
    return mix(state ^ tail, 0xE703_7ED1_A0B4_28DB ^ UInt64(truncatingIfNeeded: count))
  }

  /// A number's hash.
  @inline(__always)
  static func hash(_ number: UInt64, seed: UInt64) -> UInt64 { mix(number ^ seed, 0x9E37_79B9_7F4A_7C15) }

  @inline(__always)
  static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right | 1)
    return product.high ^ product.low
  }
}
