import CSerfKernels
import SerfTensor
import Testing

@Suite("Reductions and element-wise kernels")
struct ReductionTests {
  static let counts = [1, 15, 16, 17, 33, 1000]

  @Test("the sum of squares is exact to double precision, whatever the count", arguments: counts)
  func sumOfSquares(count: Int) {
    var numbers = SeededNumbers(UInt64(count))
    let x = numbers.grid(1, count, in: -100...100)
    let found = withMatrices([(1, count, x.floats)]) { Kernels.sumOfSquares($0[0]) }
    let expected = x.values.reduce(0) { $0 + $1 * $1 }
    // At most count additions, each off by 2⁻⁵³ of the sum.
    #expect(abs(found - expected) <= Double(count) * 0x1p-53 * expected)
  }

  @Test("every NaN and infinity is counted, at any place", arguments: counts)
  func notFinite(count: Int) {
    withMatrices([(1, count, [Float](repeating: .greatestFiniteMagnitude, count: count))]) { matrices in
      #expect(Kernels.notFiniteCount(matrices[0]) == 0)
      var expected = 0
      for (place, value) in [
        (0, Float.nan), (count / 2, .infinity), (count - 1, -.infinity), (count / 3, .signalingNaN),
      ] {
        matrices[0][0, place] = value
        expected = matrices[0].elements.count { !$0.isFinite }
        #expect(Kernels.notFiniteCount(matrices[0]) == expected)
      }
      #expect(expected == Set([0, count / 2, count - 1, count / 3]).count)
      matrices[0].fill(with: -0.0)
      #expect(Kernels.notFiniteCount(matrices[0]) == 0)
      matrices[0].fill(with: .leastNonzeroMagnitude)
      #expect(Kernels.notFiniteCount(matrices[0]) == 0)
    }
  }

  @Test("adding goes through slices of columns and leaves the rest")
  func addSlices() {
    withMatrices([(2, 4, [1, 2, 3, 4, 5, 6, 7, 8]), (2, 3, [1, 1, 1, 1, 1, 1])]) { matrices in
      Kernels.add(matrices[0].columns(1..<3), to: matrices[1].columns(0..<2))
      #expect(matrices[1].elements == [3, 4, 1, 7, 8, 1])
      Kernels.scale(matrices[1], by: 2)
      #expect(matrices[1].elements == [6, 8, 2, 14, 16, 2])
    }
  }

  @Test(
    "softmax of rows with scores of ±10000 is that of the reference; a row of one is 1",
    arguments: [1, 2, 15, 16, 17, 33])
  func softmax(columns: Int) {
    var numbers = SeededNumbers(UInt64(columns))
    for scale in [1, 0.25] as [Float] {
      let scores =
        (0..<2 * columns).map { _ in Float.random(in: -1...1, using: &numbers) < 0 ? -1e4 : Float(1e4) }
        + (0..<columns).map { _ in Float.random(in: -3...3, using: &numbers) }
      var found = scores
      unsafe serf_softmax_rows_f32(&found, scale, 3, columns, columns)
      for row in 0..<3 {
        let range = row * columns..<(row + 1) * columns
        let expected = Reference.softmax(scores[range].map { Double($0) * Double(scale) })
        for (found, expected) in zip(found[range], expected) {
          // e^x to 1.2e-7 of it, a sum of `columns` terms and two roundings.
          #expect(abs(Double(found) - expected) <= Double(columns + 8) * 0x1p-24)
        }
      }
    }
  }

  @Test("softmax leaves what lies between the rows")
  func softmaxStride() {
    var scores: [Float] = [0, 0, 9, 0, 0, 9]
    unsafe serf_softmax_rows_f32(&scores, 1, 2, 2, 3)
    #expect(scores == [0.5, 0.5, 9, 0.5, 0.5, 9])
  }
}
