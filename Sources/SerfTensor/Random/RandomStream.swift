/// Random numbers of one key in order: Philox4x32-10 with a running counter (Salmon et al., SC 2011).
package struct RandomStream: RandomNumberGenerator, Sendable {
  private let key: RandomKey
  private var block: UInt64 = 0
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var used = 4

  package init(_ key: RandomKey) { self.key = key }

  package mutating func nextWord() -> UInt32 {
    if used == 4 { refill() }
    used += 1
    return switch used {
    case 1: words.0
    case 2: words.1
    case 3: words.2
    default: words.3
    }
  }

  package mutating func next() -> UInt64 {
    let high = UInt64(nextWord())
    return high << 32 | UInt64(nextWord())
  }

  /// Uniform in [0, 1), 53 bits.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal, by the transform of Box and Muller (1958).
  package mutating func normal() -> Double {
    let radius = (-2 * Kernels.log(1 - uniform())).squareRoot()
    return radius * Kernels.cosine(2 * .pi * uniform())
  }

  /// Fisher and Yates' shuffle.
  package mutating func shuffle(_ values: inout [Int]) {
    for last in stride(from: values.count - 1, to: 0, by: -1) {
      // 64 random bits times the count, high half: uniform to 2^-64.
      values.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
  }

  private mutating func refill() {
    words = Kernels.philox(block: block, domain: 1, key: key.bits)
    block += 1
    used = 0
  }
}
