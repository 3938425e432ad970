import Foundation
import SerfActivations
import SerfNN
import SerfTensor
import Testing

@Suite("Initialisers")
struct InitializerTests {
  private static let fanOut = 80
  private static let fanIn = 125

  /// The variance and the bound that each promises for a weight [80, 125]; no bound for normal numbers.
  private static let promises: [Initializer: (variance: Double, bound: Double?)] = [
    .activation: (1.0 / 125, nil),
    .glorotUniform: (2.0 / 205, (6.0 / 205).squareRoot()),
    .glorotNormal: (2.0 / 205, nil),
    .heUniform: (2.0 / 125, (6.0 / 125).squareRoot()),
    .heNormal: (2.0 / 125, nil),
    .lecunUniform: (1.0 / 125, (3.0 / 125).squareRoot()),
    .lecunNormal: (1.0 / 125, nil),
    // Orthonormal rows: each has length 1 over 125 numbers.
    .orthogonal: (1.0 / 125, 1),
    // A normal distribution cut at two deviations has 0.7737 of the variance.
    .truncatedNormal: (0.0004 * 0.773_741, 0.04),
    .uniform: (0.0025 / 3, 0.05),
    .zeros: (0, 0),
  ]

  private static func weight(
    _ initializer: Initializer, rows: Int = fanOut, columns: Int = fanIn, gain: Double = 1, seed: UInt64 = 1
  ) -> [Float] {
    var layout = ParameterLayout()
    let parameter = layout.append("weight", rows: rows, columns: columns)
    let arena = ParameterArena(layout: layout)
    initializer.fill(arena.matrix(of: parameter), gain: gain, key: RandomKey(seed: seed))
    return arena.matrix(of: parameter).elements
  }

  private static func moments(_ values: [Float]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    return (mean, values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(values.count))
  }

  @Test("each has the mean, the variance and the range that it promises", arguments: Initializer.allCases)
  func momentsAndRange(initializer: Initializer) throws {
    let promise = try #require(Self.promises[initializer])
    let values = Self.weight(initializer)
    let (mean, variance) = Self.moments(values)
    // Of 10,000 numbers the mean strays by σ/100, the variance by 1.4 %: five and four of those.
    #expect(abs(mean) <= 0.05 * promise.variance.squareRoot(), "mean \(mean)")
    #expect(abs(variance - promise.variance) <= 0.056 * promise.variance, "variance \(variance)")
    if let bound = promise.bound {
      let largest = values.reduce(0) { max($0, Double(abs($1))) }
      #expect(largest <= bound * (1 + 1e-6), "largest \(largest)")
      if initializer != .orthogonal { #expect(largest >= 0.98 * bound, "largest \(largest)") }
    } else {
      // Normal: 31.7 % lie beyond one deviation (of 10,000 that strays by 0.5 %), and some beyond three.
      let deviation = promise.variance.squareRoot()
      let beyond = Double(values.count { Double(abs($0)) > deviation }) / Double(values.count)
      #expect(abs(beyond - 0.3173) < 0.025, "\(beyond)")
      #expect(values.contains { Double(abs($0)) > 3 * deviation })
    }
  }

  @Test("uniform numbers fill their range evenly", arguments: [Initializer.uniform, .heUniform, .glorotUniform])
  func evenly(initializer: Initializer) throws {
    let bound = try #require(Self.promises[initializer]?.bound)
    var counts = [Int](repeating: 0, count: 10)
    for value in Self.weight(initializer) { counts[min(9, max(0, Int((Double(value) / bound + 1) * 5)))] += 1 }
    // 1,000 a tenth, which strays by 30.
    for count in counts { #expect(abs(count - 1000) < 150, "\(counts)") }
  }

  @Test(
    "orthogonal weights have orthonormal rows, or columns where there are fewer",
    arguments: [
      (12, 30), (30, 12), (9, 9), (1, 5), (5, 1), (1, 1),
    ])
  func orthogonal(rows: Int, columns: Int) {
    let values = Self.weight(.orthogonal, rows: rows, columns: columns).map(Double.init)
    let isWide = rows <= columns
    func vector(_ index: Int) -> [Double] {
      isWide ? (0..<columns).map { values[index * columns + $0] } : (0..<rows).map { values[$0 * columns + index] }
    }
    for first in 0..<min(rows, columns) {
      for second in 0...first {
        let product = zip(vector(first), vector(second)).reduce(0) { $0 + $1.0 * $1.1 }
        // Each number is rounded to float32 once: 2⁻²⁵ relative, times √n in a product of unit vectors.
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-6, "\(first) · \(second) = \(product)")
      }
    }
  }

  @Test("stacked blocks are filled one by one: each of three is orthogonal on its own")
  func stacked() {
    let builder = ParameterBuilder()
    let parameter = builder.root.parameter(
      "weight", rows: 12, columns: 4, .stackedWeight(blocks: 3, gain: 1))
    let arena = ParameterArena(layout: builder.blueprint.layout)
    builder.blueprint.initialize(arena, initializer: .orthogonal, key: RandomKey(seed: 1))
    let values = arena.matrix(of: parameter).elements.map(Double.init)
    for first in 0..<12 {
      for second in 0..<12 where first / 4 == second / 4 {
        let product = (0..<4).reduce(0) { $0 + values[first * 4 + $1] * values[second * 4 + $1] }
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-6)
      }
    }
    #expect(Array(values[0..<16]) != Array(values[16..<32]) && Array(values[16..<32]) != Array(values[32..<48]))
  }

  @Test(
    "the activation's initialiser scales by the gain 1/√E[f(z)²] of the function that follows",
    arguments: Activations.all)
  func gains(activation: any Activation) {
    let builder = ParameterBuilder()
    _ = Linear(builder.root, from: Self.fanIn, to: Self.fanOut, activation: activation)
    let arena = ParameterArena(layout: builder.blueprint.layout)
    builder.blueprint.initialize(arena, initializer: .activation, key: RandomKey(seed: 2))
    let variance = Self.moments(arena.matrix(of: builder.blueprint.layout.parameters[0]).elements).variance
    // E[f(z)²] by the midpoint rule: 48,000 panels of 1/2000 in ±12, each right to h²/24 of a second derivative.
    let (limit, panels) = (12.0, 48_000)
    var square = 0.0
    for panel in 0..<panels {
      let z = (Double(panel) + 0.5) / Double(panels) * 2 * limit - limit
      let value = activation.reference(z).value
      square += value * value * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * 2 * limit / Double(panels)
    }
    #expect(abs(activation.gain * square.squareRoot() - 1) < 1e-6, "\(activation.gain)")
    #expect(abs(variance * Double(Self.fanIn) * square - 1) < 0.056, "\(variance)")
  }

  @Test("ReLU's gain is He's √2, and the identity's is 1")
  func knownGains() throws {
    let gains = try (Activations.named("relu").gain, Activations.named("identity").gain)
    #expect(abs(gains.0 - 2.0.squareRoot()) < 1e-9 && abs(gains.1 - 1) < 1e-9)
  }

  @Test("the same seed gives the same numbers, another seed others", arguments: Initializer.allCases)
  func seeds(initializer: Initializer) {
    let first = Self.weight(initializer, rows: 6, columns: 9)
    #expect(first == Self.weight(initializer, rows: 6, columns: 9))
    #expect((first == Self.weight(initializer, rows: 6, columns: 9, seed: 2)) == (initializer == .zeros))
  }

  @Test("a parameter's numbers do not depend on what else the model has, nor on the order")
  func independence() throws {
    func values(of name: String, in names: [String]) throws -> [Float] {
      let builder = ParameterBuilder()
      for name in names { _ = Linear(builder.root.child(name), from: 5, to: 4) }
      let arena = ParameterArena(layout: builder.blueprint.layout)
      builder.blueprint.initialize(arena, initializer: .heNormal, key: RandomKey(seed: 3))
      return arena.matrix(of: try #require(arena.layout.parameter(named: name + ".weight"))).elements
    }
    let alone = try values(of: "b", in: ["b"])
    #expect(try values(of: "b", in: ["a", "b", "c"]) == alone)
    #expect(try values(of: "b", in: ["b", "a"]) == alone)
    #expect(try values(of: "a", in: ["a", "b"]) != alone)
  }
}
