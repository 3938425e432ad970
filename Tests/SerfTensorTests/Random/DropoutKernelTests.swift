import CSerfKernels
import Testing

@Suite("Dropout kernels")
struct DropoutKernelTests {
  static let counts = [1, 15, 16, 17, 63, 64, 65, 1000]

  static func dropout(_ x: [Float], rate: Float, key: UInt64) -> [Float] {
    var y = [Float](repeating: .nan, count: x.count)
    unsafe serf_dropout_f32(x, &y, x.count, rate, key)
    return y
  }

  @Test("a unit is dropped where its word is below p · 2³², else scaled by 1 / (1 - p)", arguments: counts)
  func words(count: Int) {
    let x = (0..<count).map { Float($0 + 1) }
    for rate in [0.1, 0.5, 0.9] as [Float] {
      var words = [UInt32](repeating: 0, count: count)
      unsafe serf_random_words(42, &words, count)
      let expected = zip(words, x).map { word, x in
        Double(word) < (Double(rate) * 0x1p32).rounded(.down) ? 0 : x * (1 / (1 - rate))
      }
      #expect(Self.dropout(x, rate: rate, key: 42) == expected)
    }
  }

  @Test("the mask is the same in place and when adding", arguments: counts)
  func variants(count: Int) {
    let x = (0..<count).map { Float($0 + 1) }
    let expected = Self.dropout(x, rate: 0.3, key: 9)
    var inPlace = x
    unsafe inPlace.withUnsafeMutableBufferPointer { buffer in
      unsafe serf_dropout_f32(buffer.baseAddress, buffer.baseAddress, count, 0.3, 9)
    }
    #expect(inPlace == expected)
    var added = [Float](repeating: 0, count: count)
    unsafe serf_dropout_sum_f32(x, x, &added, count, 0.3, 9)
    #expect(added == zip(x, expected).map { $0 + $1 })
    unsafe added.withUnsafeMutableBufferPointer { buffer in
      unsafe serf_dropout_sum_f32(x, buffer.baseAddress, buffer.baseAddress, count, 0.3, 9)
    }
    #expect(added == zip(x, expected).map { $0 + $1 + $1 })
  }

  @Test("two buffers are dropped alike, and a stretch of a stream as in the whole", arguments: counts)
  func pairs(count: Int) {
    let (x, first) = ((0..<count).map { Float($0 + 1) }, 128)
    let whole = Self.dropout([Float](repeating: 1, count: first) + x, rate: 0.3, key: 9)
    var (a, b) = (x, x.map { -$0 })
    unsafe serf_dropout_pair_f32(&a, &b, count, first, 0.3, 9)
    #expect(a == Array(whole[first...]))
    #expect(b == a.map { -$0 })
  }

  @Test(
    "the share of dropped units is the rate, at rates near 0 and 1 too",
    arguments: [0, 0.001, 0.1, 0.5, 0.9, 0.999] as [Float])
  func rate(rate: Float) {
    let count = 1_000_000
    let y = Self.dropout([Float](repeating: 1, count: count), rate: rate, key: 123)
    let dropped = Double(y.count { $0 == 0 })
    let p = Double(rate)
    // Five standard deviations of a binomial count.
    #expect(abs(dropped - p * Double(count)) <= 5 * (Double(count) * p * (1 - p)).squareRoot())
    // The mean stays: kept units are scaled up.
    let mean = y.reduce(0.0) { $0 + Double($1) } / Double(count)
    #expect(abs(mean - 1) <= 5 * (p / (1 - p) / Double(count)).squareRoot() + 1e-6)
  }

  @Test("neighbouring units and masks of neighbouring keys are independent")
  func independence() {
    let count = 200_000
    let ones = [Float](repeating: 1, count: count)
    let (first, second) = (Self.dropout(ones, rate: 0.5, key: 1), Self.dropout(ones, rate: 0.5, key: 2))
    // Half of the pairs agree, ± 5 · √(200000) / 2.
    let allowed = 5 * Double(count).squareRoot() / 2
    for distance in [1, 2, 15, 16, 17, 48, 63, 64] {
      let agreeing = zip(first, first.dropFirst(distance)).count { ($0 == 0) == ($1 == 0) }
      #expect(abs(Double(agreeing) - Double(count - distance) / 2) < allowed, "units \(distance) apart")
    }
    let agreeing = zip(first, second).count { ($0 == 0) == ($1 == 0) }
    #expect(abs(Double(agreeing) - Double(count) / 2) < allowed)
  }
}
