/// NumPy's default generator, draw by draw, so that resampling gives sacreBLEU's figures and not only figures like them.
///
/// PCG-XSL-RR-128/64 (O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms", 2014),
/// seeded through NumPy's SeedSequence, with bounded numbers by Lemire's multiplication ("Fast Random Integer Generation
/// in an Interval", 2019).
package struct NumPyRandom {
  private var state: UInt128
  private let increment: UInt128
  /// The upper half of a draw whose lower half was used.
  private var savedHalf: UInt32?
  /// What is left of a half that is used bit by bit.
  private var bits: UInt32 = 0
  private var bitCount = 0

  private static let multiplier: UInt128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645

  /// As `numpy.random.default_rng(seed)`.
  package init(seed: UInt64) {
    let words = SeedSequence(seed: seed).words
    increment = (UInt128(words[2]) << 64 | UInt128(words[3])) << 1 | 1
    state = increment &+ (UInt128(words[0]) << 64 | UInt128(words[1]))
    step()
  }

  @inline(__always)
  private mutating func step() { state = state &* Self.multiplier &+ increment }

  @inline(__always)
  package mutating func next64() -> UInt64 {
    step()
    let folded = UInt64(truncatingIfNeeded: state >> 64) ^ UInt64(truncatingIfNeeded: state)
    let rotation = UInt64(truncatingIfNeeded: state >> 122)
    return folded >> rotation | folded << ((64 &- rotation) & 63)
  }

  @inline(__always)
  mutating func next32() -> UInt32 {
    if let half = savedHalf {
      savedHalf = nil
      return half
    }
    let both = next64()
    savedHalf = UInt32(truncatingIfNeeded: both >> 32)
    return UInt32(truncatingIfNeeded: both)
  }

  /// A number from 0 up to, and without, `bound`: an element of `rng.choice(bound, …)`.
  ///
  /// NumPy draws nothing where there is no choice.
  @inline(__always)
  package mutating func index(below bound: UInt32) -> UInt32 {
    guard bound > 1 else { return 0 }
    var product = UInt64(next32()) * UInt64(bound)
    if UInt32(truncatingIfNeeded: product) < bound {
      let threshold = (0 &- bound) % bound
      while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(next32()) * UInt64(bound) }
    }
    return UInt32(truncatingIfNeeded: product >> 32)
  }

  /// An element of `rng.integers(2, …, dtype=bool)`, called for one array alone.
  @inline(__always)
  package mutating func flag() -> Bool {
    if bitCount == 0 {
      bits = next32()
      bitCount = 32
    } else {
      bits >>= 1
    }
    bitCount -= 1
    return bits & 1 == 1
  }
}

/// NumPy's way from a seed to the state of a generator: a pool of four words that the seed is mixed into.
private struct SeedSequence {
  /// Four words of 64 bits.
  let words: [UInt64]

  init(seed: UInt64) {
    let seeds = [UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), 0, 0]
    var constant: UInt32 = 0x43B0_D7E5
    var pool = seeds.map { Self.hash($0, &constant, 0x931E_8875) }
    for source in 0..<4 {
      for target in 0..<4 where target != source {
        pool[target] = Self.mix(pool[target], Self.hash(pool[source], &constant, 0x931E_8875))
      }
    }
    constant = 0x8B51_F9DD
    let halves = (0..<8).map { Self.hash(pool[$0 % 4], &constant, 0x58F3_8DED) }
    words = (0..<4).map { UInt64(halves[2 * $0 + 1]) << 32 | UInt64(halves[2 * $0]) }
  }

  private static func hash(_ value: UInt32, _ constant: inout UInt32, _ multiplier: UInt32) -> UInt32 {
    let mixed = value ^ constant
    constant = constant &* multiplier
    let product = mixed &* constant
    return product ^ product >> 16
  }

  private static func mix(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let result = 0xCA01_F9DD &* first &- 0x4973_F715 &* second
    return result ^ result >> 16
  }
}
