/// SHA-256 (FIPS 180-4), for comparing long outputs with stored figures.
struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var pending: [UInt8] = []
  private var count = 0

  mutating func update(_ bytes: some Collection<UInt8>) {
    count += bytes.count
    pending += bytes
    var start = 0
    while start + 64 <= pending.count {
      absorb(start)
      start += 64
    }
    pending.removeFirst(start)
  }

  /// The digest in hexadecimal.
  mutating func finish() -> String {
    let bits = UInt64(count) * 8
    var end: [UInt8] = [0x80]
    while (count + end.count) % 64 != 56 { end.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) { end.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    update(end)
    return state.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  private mutating func absorb(_ start: Int) {
    var words = [UInt32](repeating: 0, count: 64)
    for index in 0..<16 {
      for byte in 0..<4 { words[index] = words[index] << 8 | UInt32(pending[start + 4 * index + byte]) }
    }
    for index in 16..<64 {
      let (a, b) = (words[index - 15], words[index - 2])
      let low = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3
      let high = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10
      words[index] = words[index - 16] &+ low &+ words[index - 7] &+ high
    }
    var s = state
    for index in 0..<64 {
      let choice = s[4] & s[5] ^ ~s[4] & s[6]
      let first = s[7] &+ (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) &+ choice
      let one = first &+ Self.constants[index] &+ words[index]
      let majority = s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]
      let two = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) &+ majority
      s = [one &+ two, s[0], s[1], s[2], s[3] &+ one, s[4], s[5], s[6]]
    }
    for index in 0..<8 { state[index] = state[index] &+ s[index] }
  }

  private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < 64 {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      // The largest x with x³ ≤ prime · 2^96, by bisection; its lowest 32 bits are those of the fraction.
      var (low, high) = (UInt64(0), UInt64(1) << 35)
      while high - low > 1 {
        let middle = (low + high) / 2
        let square = UInt128(middle) * UInt128(middle)
        if square * UInt128(middle) <= UInt128(prime) << 96 { low = middle } else { high = middle }
      }
      return UInt32(truncatingIfNeeded: low)
    }
  }()
}
