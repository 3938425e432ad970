/// Philox4x32 as section 3.3 of Salmon et al. (SC 2011) writes it, word by word; beside the kernels for ever.
enum PlainPhilox {
  static func words(counter: [UInt32], key: [UInt32], rounds: Int) -> [UInt32] {
    var (counter, key) = (counter, key)
    for _ in 0..<rounds {
      let first = UInt64(0xD251_1F53) * UInt64(counter[0])
      let second = UInt64(0xCD9E_8D57) * UInt64(counter[2])
      counter = [
        high(second) ^ counter[1] ^ key[0], low(second), high(first) ^ counter[3] ^ key[1], low(first),
      ]
      key = [key[0] &+ 0x9E37_79B9, key[1] &+ 0xBB67_AE85]
    }
    return counter
  }

  /// Counter and key as 64-bit numbers, low word first; `domain` is the counter's third word.
  static func words(block: UInt64, domain: UInt32, key: UInt64, rounds: Int) -> [UInt32] {
    words(counter: [low(block), high(block), domain, 0], key: [low(key), high(key)], rounds: rounds)
  }

  private static func high(_ x: UInt64) -> UInt32 { UInt32(x >> 32) }
  private static func low(_ x: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: x) }
}
