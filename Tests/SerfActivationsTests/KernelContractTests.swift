import SerfActivations
import TestSupport
import Testing

@Suite("What the kernels promise, for every activation")
struct KernelContractTests {
  static let points: [Float] =
    .grid(-30...30, count: 4_001) + .logarithmicGrid
    + [0, -0.0, .infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude]

  @Test("both kernels give the same bits for a value", arguments: Activations.all)
  func sameBits(_ activation: any Activation) {
    let run = KernelRun(activation, Self.points)
    #expect(run.values.bitPatterns == run.valuesBesideSlopes.bitPatterns)
  }

  @Test("a number's result does not depend on the count or on its place", arguments: Activations.all)
  func everyCount(_ activation: any Activation) {
    let whole = KernelRun(activation, Self.points)
    for count in [0, 1, 2, 7, 15, 16, 31, 32, 33, 63, 64, 65, 100] {
      for start in [0, 1, 5, 1_999] {
        let range = start..<(start + count)
        let part = KernelRun(activation, Array(Self.points[range]))
        #expect(part.values.bitPatterns == Array(whole.values[range]).bitPatterns, "\(count) from \(start)")
        #expect(part.slopes.bitPatterns == Array(whole.slopes[range]).bitPatterns, "\(count) from \(start)")
      }
    }
  }

  @Test("nothing is written past the count", arguments: Activations.all)
  func noOverrun(_ activation: any Activation) throws {
    for count in [0, 1, 7, 33] {
      var x = [Float](repeating: 0.5, count: count + 40)
      var y = [Float](repeating: 777, count: count + 40)
      unsafe x.withUnsafeMutableBufferPointer { x in
        unsafe y.withUnsafeMutableBufferPointer { y in
          guard let source = x.baseAddress, let target = y.baseAddress else { return }
          unsafe activation.applyWithSlope(source, target, count: count)
        }
      }
      #expect(y[count...].allSatisfy { $0 == 777 } && x[count...].allSatisfy { $0 == 0.5 })
    }
  }

  @Test("the value kernel works in place", arguments: Activations.all, [0, 1, 7, 33, 1_000])
  func inPlace(_ activation: any Activation, _ count: Int) {
    let points = Array(Self.points.prefix(count))
    var buffer = points
    unsafe buffer.withUnsafeMutableBufferPointer { buffer in
      guard let address = buffer.baseAddress else { return }
      unsafe activation.apply(address, address, count: count)
    }
    #expect(buffer.bitPatterns == KernelRun(activation, points).values.bitPatterns)
  }

  @Test("not-a-number gives not-a-number, wherever it stands", arguments: Activations.all)
  func notANumber(_ activation: any Activation) {
    for position in [0, 15, 16, 31, 32, 39] {
      for bits: UInt32 in [0x7FC0_0000, 0xFFC0_0000, 0x7FFF_FFFF] {
        var x = [Float](repeating: 1, count: 40)
        x[position] = Float(bitPattern: bits)
        let run = KernelRun(activation, x)
        #expect(run.values[position].isNaN && run.slopes[position].isNaN, "at \(position)")
        #expect(run.values.count(where: \.isNaN) == 1 && run.slopes.count(where: \.isNaN) == 1)
      }
    }
    let (value, slope) = activation.reference(.nan)
    #expect(value.isNaN && slope.isNaN)
  }

  @Test("an infinity gives the limit, never not-a-number", arguments: Activations.all)
  func infinities(_ activation: any Activation) {
    let run = KernelRun(activation, [.infinity, -.infinity])
    for (i, x) in [Double.infinity, -.infinity].enumerated() {
      let (value, slope) = activation.reference(x)
      #expect(run.values[i].ulpDistance(to: Float(value)) <= 1, "value \(run.values[i]) at \(x)")
      #expect(run.slopes[i].ulpDistance(to: Float(slope)) <= 1, "slope \(run.slopes[i]) at \(x)")
      #expect(!value.isNaN && !slope.isNaN)
    }
  }

  @Test("a function that is 0 at 0 keeps denormal numbers and both zeros", arguments: Activations.all)
  func denormals(_ activation: any Activation) {
    guard activation.reference(0).value == 0 else { return }
    let tiny = Float.leastNonzeroMagnitude * 1_000
    let run = KernelRun(activation, [tiny, -tiny, -0.0, 0])
    #expect(run.values[0].ulpDistance(to: Float(activation.reference(Double(tiny)).value)) <= 1)
    #expect(run.values[1].ulpDistance(to: Float(activation.reference(Double(-tiny)).value)) <= 1)
    #expect(run.values[2] == 0)
    #expect(run.values[3] == 0)
  }

  @Test("spans of different counts are refused")
  func differentCounts() async {
    await #expect(processExitsWith: .failure) {
      var short = [Float](repeating: 0, count: 3)
      var output = short.mutableSpan
      Serf().value([Float](repeating: 0, count: 4).span, into: &output)
    }
  }
}
