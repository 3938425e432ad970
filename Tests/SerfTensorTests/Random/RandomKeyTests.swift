import SerfTensor
import Testing

@Suite("Random keys")
struct RandomKeyTests {
  @Test("the key of a seed is the first number of SplitMix64 for it")
  func seeds() {
    // Known answers for the seeds 0 and 1234567.
    #expect(RandomKey(seed: 0).bits == 0xE220_A839_7B1D_CDAF)
    #expect(RandomKey(seed: 1_234_567).bits == 6_457_827_717_110_365_317)
  }

  @Test("a child is the same for the same index or name, and no two of many keys are equal")
  func children() {
    let key = RandomKey(seed: 1)
    #expect(key.child(3) == RandomKey(seed: 1).child(3))
    #expect(key.child("weight") == RandomKey(seed: 1).child("weight"))
    #expect(key.child("weight") != key.child("weighu"))
    #expect(key.child(-1) != key.child(1))
    #expect(key.child(1).child(2) != key.child(2).child(1))
    var seen: Set<UInt64> = [key.bits]
    for first in 0..<300 {
      for second in 0..<300 { seen.insert(key.child(first).child(second).bits) }
    }
    #expect(seen.count == 90_001)
  }

  @Test("streams of neighbouring keys, and of a key and its child, are not correlated")
  func correlation() {
    let key = RandomKey(seed: 5)
    let pairs = [
      (key.child(0), key.child(1)), (key.child(1), key.child(2)), (key, key.child(0)), (key, key.child(1)),
      (RandomKey(seed: 0), RandomKey(seed: 1)), (key.child(0).child(1), key.child(1).child(0)),
    ]
    for (first, second) in pairs {
      // The coefficient of 10000 independent pairs has deviation 0.01; five of them.
      #expect(abs(Self.correlation(first, second, count: 10_000)) < 0.05)
    }
  }

  @Test("the first draws of many sibling keys are uniform and do not follow the index")
  func siblings() {
    let key = RandomKey(seed: 6)
    let draws = (0..<20_000).map { index in
      var stream = RandomStream(key.child(index))
      return stream.uniform()
    }
    let mean = draws.reduce(0, +) / 20_000
    // √(1/12 / 20000) = 0.00204, five times.
    #expect(abs(mean - 0.5) < 0.0102)
    let product = zip(draws, draws.dropFirst()).reduce(0) { $0 + ($1.0 - 0.5) * ($1.1 - 0.5) } / 19_999 * 12
    // 1 / √19999 = 0.00707.
    #expect(abs(product) < 0.0354)
  }

  static func correlation(_ first: RandomKey, _ second: RandomKey, count: Int) -> Double {
    var (a, b) = (RandomStream(first), RandomStream(second))
    // Uniform numbers have mean 1/2 and variance 1/12.
    return (0..<count).reduce(0.0) { sum, _ in sum + (a.uniform() - 0.5) * (b.uniform() - 0.5) } * 12 / Double(count)
  }
}
