import SerfActivations

/// What an activation's two kernels made of some numbers.
struct KernelRun {
  let values: [Float]
  let valuesBesideSlopes: [Float]
  let slopes: [Float]

  init(_ activation: any Activation, _ x: [Float]) {
    // Not zero to begin with, so that a place that was left out shows.
    var values = [Float](repeating: 777, count: x.count)
    var output = values.mutableSpan
    activation.value(x.span, into: &output)
    self.values = values

    var xThenSlope = x
    var beside = [Float](repeating: 777, count: x.count)
    var inner = xThenSlope.mutableSpan
    var outer = beside.mutableSpan
    activation.valueAndSlope(&inner, value: &outer)
    self.valuesBesideSlopes = beside
    self.slopes = xThenSlope
  }
}

extension [Float] {
  /// Numbers between `range`'s ends at equal steps, both ends included.
  static func grid(_ range: ClosedRange<Float>, count: Int) -> [Float] {
    let step = Double(range.upperBound - range.lowerBound) / Double(count - 1)
    return (0..<count).map { Float(Double(range.lowerBound) + Double($0) * step) }
  }

  /// Eight numbers of each power of two, down to the smallest there is, of both signs.
  static var logarithmicGrid: [Float] {
    (-149...6).flatMap { exponent in
      (0..<8).flatMap { eighth -> [Float] in
        let size = Float(sign: .plus, exponent: exponent, significand: 1) * (1 + Float(eighth) / 8)
        return [size, -size]
      }
    }
  }

  var bitPatterns: [UInt32] { map(\.bitPattern) }
}
