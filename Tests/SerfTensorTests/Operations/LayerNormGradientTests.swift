import SerfTensor
import Testing

@Suite("Gradient of the norms")
struct LayerNormGradientTests {
  /// Mean, variance and the two sums of the backward pass, over `width` columns; the gain's sum over `rows`. One column
  /// has variance 0, so that what rounding leaves of its centred gradient is multiplied by 1 / √ε = 316.
  private static func depth(rows: Int, width: Int) -> Int { rows + 3 * width + (width == 1 ? 316 : 8) }

  private static func parameters(
    _ width: Int, from numbers: inout SeededNumbers
  ) -> [(request: ParameterRequest, values: Grid)] {
    [
      (ParameterRequest("gain", rows: 1, columns: width), numbers.grid(1, width, in: 0.5...1.5)),
      (ParameterRequest("bias", rows: 1, columns: width), numbers.grid(1, width)),
    ]
  }

  @Test("the norm of rows, one column wide too", arguments: [1, 3, 17], [1, 5, 16, 33])
  func layerNorm(rows: Int, width: Int) {
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let check = OperationCase(
      inputs: [numbers.grid(rows, width, in: -2...2)], parameters: Self.parameters(width, from: &numbers),
      depth: Self.depth(rows: rows, width: width),
      operation: { tape, inputs, parameters in
        .init(outputs: [tape.layerNorm(inputs[0], gain: parameters[0], bias: parameters[1])])
      },
      reference: { inputs, parameters in
        .init(outputs: [Reference.layerNorm(inputs[0], gain: parameters[0], bias: parameters[1])])
      })
    #expect(check.mismatches() == [])
  }

  static func residualNorm(rows: Int, width: Int, rate: Float) -> OperationCase {
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let mask =
      rate > 0
      ? DropoutMasks.branch(rows: rows, columns: width, rate: rate) : Grid(rows: rows, columns: width, repeating: 1)
    return OperationCase(
      inputs: [numbers.grid(rows, width), numbers.grid(rows, width)],
      parameters: parameters(width, from: &numbers), depth: depth(rows: rows, width: width), isRandom: rate > 0,
      operation: { tape, inputs, parameters in
        let y = tape.residualNorm(
          inputs[0], branch: inputs[1], dropoutRate: rate, gain: parameters[0], bias: parameters[1])
        return .init(outputs: [y.sum, y.normed])
      },
      reference: { inputs, parameters in
        let sum = Reference.sum(inputs[0], Reference.product(inputs[1], mask))
        return .init(outputs: [sum, Reference.layerNorm(sum, gain: parameters[0], bias: parameters[1])])
      })
  }

  @Test("residual, dropout and norm, gradients from both outputs", arguments: [1, 3, 17], [1, 5, 33])
  func sumAndNorm(rows: Int, width: Int) {
    for rate in [0, 0.3] as [Float] {
      #expect(Self.residualNorm(rows: rows, width: width, rate: rate).mismatches() == [], "dropout \(rate)")
    }
  }

  @Test("the sum alone, the norm alone: an output that nothing used has no say", arguments: [0, 1])
  func oneOutput(index: Int) {
    var check = Self.residualNorm(rows: 3, width: 5, rate: 0.3)
    let (operation, reference) = (check.operation, check.reference)
    check.operation = { tape, inputs, parameters in
      .init(outputs: [operation(&tape, inputs, parameters).outputs[index]])
    }
    check.reference = { .init(outputs: [reference($0, $1).outputs[index]]) }
    #expect(check.mismatches() == [])
  }

  @Test("a row far from zero is centred before it is squared")
  func offset() {
    var numbers = SeededNumbers(8)
    let layout = ParameterLayout(Self.parameters(33, from: &numbers).map(\.request))
    let arena = ParameterArena(layout: layout)
    arena.matrix(of: layout.parameters[0]).fill(with: 1)
    var tape = Tape(parameters: arena)
    tape.begin(.evaluation)
    let x = numbers.grid(3, 33, in: 999...1001)
    let input = tape.input(x)
    let y = tape.layerNorm(input, gain: layout.parameters[0], bias: layout.parameters[1])
    let expected = Reference.layerNorm(
      x, gain: Grid(rows: 1, columns: 33, repeating: 1), bias: Grid(rows: 1, columns: 33))
    // The mean of numbers near 1000 is off by about 1000 · 2⁻²⁴ · (33/16 + 5) = 4e-4 at most; the deviation is 0.58.
    for (found, expected) in zip(tape.value(of: y).elements, expected.values) {
      #expect(abs(Double(found) - expected) < 8e-4)
    }
  }
}
