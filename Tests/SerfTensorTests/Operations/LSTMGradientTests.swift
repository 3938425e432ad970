import SerfTensor
import Testing

@Suite("Gradient of the LSTM")
struct LSTMGradientTests {
  /// Lengths, longest first.
  static let lengths = [[1], [1, 1, 1], [5], [5, 3, 1], [7, 7, 2, 1]]
  /// Width of the input and of the state.
  static let widths = [(1, 1), (5, 5), (33, 5), (5, 17)]

  /// Row at which each time step begins, then the number of rows.
  static func stepStarts(_ lengths: [Int]) -> [Int] {
    (0..<(lengths.max() ?? 0)).reduce(into: [0]) { starts, step in
      starts.append(starts[step] + lengths.count { $0 > step })
    }
  }

  static func parameters(
    _ prefix: String, width: Int, hidden: Int, from numbers: inout SeededNumbers
  ) -> [(request: ParameterRequest, values: Grid)] {
    [
      (ParameterRequest(prefix + "inputWeight", rows: 4 * hidden, columns: width), numbers.grid(4 * hidden, width)),
      (
        ParameterRequest(prefix + "recurrentWeight", rows: 4 * hidden, columns: hidden),
        numbers.grid(4 * hidden, hidden)
      ),
      (ParameterRequest(prefix + "bias", rows: 1, columns: 4 * hidden), numbers.grid(1, 4 * hidden)),
    ]
  }

  static func direction(_ p: [Parameter], from index: Int) -> LSTMDirection {
    LSTMDirection(inputWeight: p[index], recurrentWeight: p[index + 1], bias: p[index + 2])
  }

  static func direction(_ p: [Grid], from index: Int) -> Reference.LSTM {
    Reference.LSTM(inputWeight: p[index], recurrentWeight: p[index + 1], bias: p[index + 2])
  }

  static func lstm(_ lengths: [Int], width: Int, hidden: Int, isBidirectional: Bool) -> OperationCase {
    let starts = stepStarts(lengths)
    let rows = starts[starts.count - 1]
    var numbers = SeededNumbers(UInt64(rows * 10_000 + width * 100 + hidden))
    let buffer = IndexBuffer(starts)
    let x = numbers.grid(rows, width)
    var all = parameters("forward.", width: width, hidden: hidden, from: &numbers)
    if isBidirectional { all += parameters("reverse.", width: width, hidden: hidden, from: &numbers) }
    return OperationCase(
      // A step's error goes on to the next one, hence the product.
      inputs: [x], parameters: all, depth: (lengths.max() ?? 0) * (width + 4 * hidden) / 2 + rows,
      operation: { tape, inputs, parameters in
        .init(outputs: [
          tape.lstm(
            inputs[0], stepStarts: buffer.view, forward: direction(parameters, from: 0),
            reverse: isBidirectional ? direction(parameters, from: 3) : nil)
        ])
      },
      reference: { inputs, parameters in
        .init(outputs: [
          Reference.lstm(
            inputs[0], stepStarts: starts, forward: direction(parameters, from: 0),
            reverse: isBidirectional ? direction(parameters, from: 3) : nil)
        ])
      })
  }

  @Test("one and two directions over ragged lengths", arguments: lengths, widths)
  func plain(lengths: [Int], shape: (Int, Int)) {
    for isBidirectional in [false, true] {
      let check = Self.lstm(lengths, width: shape.0, hidden: shape.1, isBidirectional: isBidirectional)
      #expect(check.mismatches() == [], "two directions \(isBidirectional)")
    }
  }

  @Test("gate pre-activations of ±1000 saturate; no value and no gradient is a NaN", arguments: [-1000.0, 1000])
  func extremes(size: Double) {
    let (starts, hidden) = (Self.stepStarts([4, 2]), 17)
    var numbers = SeededNumbers(9)
    let (x, bias) = (Grid(rows: 6, columns: 1, repeating: 1), Grid(rows: 1, columns: 4 * hidden))
    let weights = Grid(rows: 4 * hidden, columns: 1, repeating: size)
    let recurrent = numbers.grid(4 * hidden, hidden)
    let layout = ParameterLayout(
      Self.parameters("", width: 1, hidden: hidden, from: &numbers).map(\.request))
    let (arena, gradients, buffer) = (
      ParameterArena(layout: layout), GradientArena(layout: layout), IndexBuffer(starts)
    )
    for (parameter, grid) in zip(layout.parameters, [weights, recurrent, bias]) {
      arena.matrix(of: parameter).fill(with: grid.floats)
    }
    var tape = Tape(parameters: arena)
    tape.begin(OperationCase.training, gradients: gradients)
    let input = tape.input(x)
    let y = tape.lstm(
      input, stepStarts: buffer.view, forward: Self.direction(layout.parameters, from: 0), reverse: nil)
    let expected = Reference.lstm(
      x, stepStarts: starts, forward: .init(inputWeight: weights, recurrentWeight: recurrent, bias: bias), reverse: nil)
    let values = tape.value(of: y).elements
    #expect(zip(values, expected.values).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    let isFinite = tape.gradient(of: input)?.elements.allSatisfy(\.isFinite) ?? false
    #expect(isFinite)
    #expect(Kernels.notFiniteCount(gradients.all) == 0)
    withExtendedLifetime((arena, gradients, buffer)) {}
  }
}
