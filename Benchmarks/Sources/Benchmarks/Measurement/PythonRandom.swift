import Glibc

/// The numbers of CPython's `random.Random(seed)`, so that our synthetic texts have the very lengths of the peers': the
/// Mersenne Twister MT19937 (Matsumoto, Nishimura 1998), seeded by its `init_by_array` with one word.
struct PythonRandom {
  private var state: [UInt32]
  private var place = 624

  init(seed: UInt32) {
    state = [19_650_218]
    for index in 1..<624 {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ (last >> 30)) &+ UInt32(index))
    }
    var index = 1
    for _ in 0..<624 {
      state[index] = (state[index] ^ ((state[index - 1] ^ (state[index - 1] >> 30)) &* 1_664_525)) &+ seed
      step(&index)
    }
    for _ in 0..<623 {
      state[index] = (state[index] ^ ((state[index - 1] ^ (state[index - 1] >> 30)) &* 1_566_083_941)) &- UInt32(index)
      step(&index)
    }
    state[0] = 0x8000_0000
  }

  private mutating func step(_ index: inout Int) {
    index += 1
    if index == 624 {
      state[0] = state[623]
      index = 1
    }
  }

  private mutating func word() -> UInt32 {
    if place == 624 { refill() }
    var y = state[place]
    place += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  private mutating func refill() {
    for index in 0..<624 {
      let y = (state[index] & 0x8000_0000) | (state[(index + 1) % 624] & 0x7FFF_FFFF)
      state[index] = state[(index + 397) % 624] ^ (y >> 1) ^ (y & 1 == 0 ? 0 : 0x9908_B0DF)
    }
    place = 0
  }

  /// `random.random()`: uniform in [0, 1), 53 bits.
  mutating func uniform() -> Double {
    let (high, low) = (Double(word() >> 5), Double(word() >> 6))
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// `random.normalvariate`: the ratio of uniforms (Kinderman, Monahan 1977).
  mutating func normal(mean: Double, deviation: Double) -> Double {
    let factor = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let first = uniform()
      let second = 1 - uniform()
      let z = factor * (first - 0.5) / second
      if z * z / 4 <= -log(second) { return mean + z * deviation }
    }
  }

  /// `common.lengths` of the peers: lengths like those of short sentences, log-normal and at least 3.
  static func lengths(_ count: Int, mean: Double, seed: UInt32, longest: Int = 50) -> [Int] {
    var random = PythonRandom(seed: seed)
    return (0..<count).map { _ in
      max(3, min(longest, Int(exp(random.normal(mean: log(mean) - 0.1, deviation: 0.45)))))
    }
  }
}
