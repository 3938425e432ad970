import SerfTensor
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  @Test("the same key gives the same numbers, another key others")
  func repeatable() {
    func numbers(_ seed: UInt64) -> [UInt64] {
      var stream = RandomStream(RandomKey(seed: seed))
      return (0..<100).map { _ in stream.next() }
    }
    #expect(numbers(1) == numbers(1))
    #expect(Set(numbers(1)).isDisjoint(with: numbers(2)))
  }

  @Test("uniform numbers lie in [0, 1) and fill it evenly")
  func uniform() {
    var stream = RandomStream(RandomKey(seed: 2))
    var counts = Array(repeating: 0, count: 100)
    for _ in 0..<100_000 {
      let x = stream.uniform()
      // Outside [0, 1) it would be counted nowhere.
      if counts.indices.contains(Int((x * 100).rounded(.down))) { counts[Int(x * 100)] += 1 }
    }
    #expect(counts.reduce(0, +) == 100_000)
    let chiSquare = counts.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    // 99 degrees of freedom: mean 99, deviation √198 = 14.1; five of them on either side.
    #expect(abs(chiSquare - 99) < 70)
  }

  @Test("normal numbers have mean 0, variance 1, skew 0 and kurtosis 3")
  func normal() {
    var stream = RandomStream(RandomKey(seed: 3))
    let count = 200_000
    var powers = [0.0, 0, 0, 0]
    var beyondThree = 0
    for _ in 0..<count {
      let x = stream.normal()
      for power in 0..<4 { powers[power] += (0...power).reduce(1.0) { product, _ in product * x } / Double(count) }
      if abs(x) > 3 { beyondThree += 1 }
    }
    // Deviations of the mean of x, x², x³, x⁴ are √1, √2, √15, √96 over √200000 = 447; five of each.
    #expect(abs(powers[0]) < 0.0112)
    #expect(abs(powers[1] - 1) < 0.0159)
    #expect(abs(powers[2]) < 0.0434)
    #expect(abs(powers[3] - 3) < 0.11)
    // 0.0026998 of them, 540 ± 5 · 23.2.
    #expect(abs(beyondThree - 540) < 116)
  }

  @Test("a shuffle is a permutation", arguments: [0, 1, 2, 17, 1000])
  func permutation(count: Int) {
    var stream = RandomStream(RandomKey(seed: 4))
    var values = Array(0..<count)
    stream.shuffle(&values)
    #expect(values.sorted() == Array(0..<count))
    #expect(count < 17 || values != Array(0..<count))
  }

  @Test("each order of four comes up equally often")
  func shuffleIsUniform() {
    var stream = RandomStream(RandomKey(seed: 5))
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 {
      var values = [0, 1, 2, 3]
      stream.shuffle(&values)
      counts[values, default: 0] += 1
    }
    #expect(counts.count == 24)
    let chiSquare = counts.values.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    // 23 degrees of freedom: deviation √46 = 6.8; five above the mean.
    #expect(chiSquare < 23 + 34)
  }
}
