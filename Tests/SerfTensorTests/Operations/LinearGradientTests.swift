import SerfActivations
import SerfTensor
import Testing

@Suite("Gradient of linear")
struct LinearGradientTests {
  /// Rows, inputs and units of each shape.
  static let shapes = [(1, 1, 1), (3, 5, 33), (17, 33, 5), (17, 1, 5), (1, 33, 1), (3, 33, 17)]

  static func linear(_ shape: (Int, Int, Int), hasBias: Bool, activation: (any Activation)?) -> OperationCase {
    let (rows, inputs, units) = shape
    var numbers = SeededNumbers(UInt64(rows * 10_000 + inputs * 100 + units))
    let x = numbers.grid(rows, inputs)
    var parameters = [
      (request: ParameterRequest("weight", rows: units, columns: inputs), values: numbers.grid(units, inputs))
    ]
    if hasBias { parameters.append((ParameterRequest("bias", rows: 1, columns: units), numbers.grid(1, units))) }
    return OperationCase(
      inputs: [x], parameters: parameters, depth: rows + inputs + units,
      operation: { tape, inputs, parameters in
        let bias = hasBias ? parameters[1] : nil
        return .init(
          outputs: [tape.linear(inputs[0], weight: parameters[0], bias: bias, activation: activation)])
      },
      reference: { inputs, parameters in
        let bias = hasBias ? parameters[1] : nil
        return .init(
          outputs: [Reference.linear(inputs[0], weight: parameters[0], bias: bias, activation: activation)])
      })
  }

  @Test("linear without an activation is the plain product", arguments: shapes, [true, false])
  func plain(shape: (Int, Int, Int), hasBias: Bool) {
    #expect(Self.linear(shape, hasBias: hasBias, activation: nil).mismatches() == [])
  }

  @Test("linear with each activation has the reference's values and slopes", arguments: Activations.all.map(\.name))
  func activations(name: String) throws {
    let activation = try Activations.named(name)
    for shape in Self.shapes {
      #expect(Self.linear(shape, hasBias: true, activation: activation).mismatches() == [], "\(shape)")
    }
    #expect(Self.linear((3, 5, 33), hasBias: false, activation: activation).mismatches() == [])
  }

  @Test("dropout behind the activation goes through one mask, forward and back", arguments: [0.1, 0.5] as [Float])
  func dropout(rate: Float) {
    // More than the 4096 numbers that are worked on at a time.
    let (rows, inputs, units) = (70, 3, 66)
    var numbers = SeededNumbers(5)
    let mask = DropoutMasks.units(rows: rows, columns: units, rate: rate)
    let check = OperationCase(
      inputs: [numbers.grid(rows, inputs)],
      parameters: [
        (ParameterRequest("weight", rows: units, columns: inputs), numbers.grid(units, inputs)),
        (ParameterRequest("bias", rows: 1, columns: units), numbers.grid(1, units)),
      ], depth: rows + inputs + units, isRandom: true,
      operation: { tape, inputs, parameters in
        .init(outputs: [
          tape.linear(
            inputs[0], weight: parameters[0], bias: parameters[1], activation: Serf(), dropoutRate: rate)
        ])
      },
      reference: { inputs, parameters in
        let y = Reference.linear(inputs[0], weight: parameters[0], bias: parameters[1], activation: Serf())
        return .init(outputs: [Reference.product(y, mask)])
      })
    #expect(check.mismatches() == [])
  }

  @Test("an activation of one's own goes through the same operation")
  func custom() {
    let cube = CustomActivation(name: "cube", formula: "x³", value: { $0 * $0 * $0 }, slope: { 3 * $0 * $0 })
    #expect(Self.linear((3, 5, 4), hasBias: true, activation: cube).mismatches() == [])
  }
}
