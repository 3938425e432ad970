import SerfTensor
import Testing

@Suite("Gradient of the cross-entropy of an output layer")
struct OutputCrossEntropyGradientTests {
  static func loss(rows: Int, width: Int, outputs: Int, smoothing: Float, hasBias: Bool) -> OperationCase {
    var numbers = SeededNumbers(UInt64(rows * 100 + outputs))
    let labels = numbers.indices(rows, below: outputs)
    let buffer = IndexBuffer(labels)
    let scale: Float = 0.25
    let weight = ParameterRequest("weight", rows: outputs, columns: width)
    let bias = ParameterRequest("bias", rows: 1, columns: outputs)
    return OperationCase(
      inputs: [numbers.grid(rows, width)],
      parameters: [(weight, numbers.grid(outputs, width))] + (hasBias ? [(bias, numbers.grid(1, outputs))] : []),
      depth: rows + outputs + width, takesEarlierGradients: false,
      operation: { tape, inputs, parameters in
        let loss = tape.outputCrossEntropy(
          inputs[0], weight: parameters[0], bias: hasBias ? parameters[1] : nil, labels: buffer.view,
          smoothing: smoothing, scale: scale)
        return .init(loss: loss.sum * Double(scale) + loss.weight)
      },
      reference: { inputs, parameters in
        let logits = Reference.linear(inputs[0], weight: parameters[0], bias: hasBias ? parameters[1] : nil)
        let loss = Reference.crossEntropy(logits, labels: labels, smoothing: Double(smoothing))
        return .init(loss: loss.sum * Double(scale) + loss.weight)
      })
  }

  @Test("one slice, with and without smoothing and bias", arguments: [1, 3, 17], [2, 5, 33])
  func oneSlice(rows: Int, outputs: Int) {
    for (smoothing, hasBias) in [(Float(0), false), (0.1, true)] {
      #expect(
        Self.loss(rows: rows, width: 7, outputs: outputs, smoothing: smoothing, hasBias: hasBias).mismatches() == [])
    }
  }

  @Test("three slices of rows: 20,000 outputs, 64 rows a slice")
  func severalSlices() {
    let (rows, width, outputs) = (150, 2, 20_000)
    var numbers = SeededNumbers(8)
    let x = numbers.grid(rows, width)
    let table = numbers.grid(outputs, width)
    let labels = numbers.indices(rows, below: outputs)
    let layout = ParameterLayout([ParameterRequest("weight", rows: outputs, columns: width)])
    let arena = ParameterArena(layout: layout)
    let (together, apart) = (GradientArena(layout: layout), GradientArena(layout: layout))
    arena.matrix(of: layout.parameters[0]).fill(with: table.floats)
    var tape = Tape(parameters: arena)
    func run(_ range: Range<Int>, _ gradients: GradientArena) -> (Loss, [Float]) {
      let buffer = IndexBuffer(labels[range])
      tape.begin(OperationCase.training, gradients: gradients)
      let values = Array(x.values[range.lowerBound * width..<range.upperBound * width])
      let input = tape.input(Grid(rows: range.count, columns: width, values: values))
      let loss = tape.outputCrossEntropy(
        input, weight: layout.parameters[0], bias: nil, labels: buffer.view, smoothing: 0.1, scale: 1)
      return withExtendedLifetime(buffer) { (loss, tape.gradient(of: input)?.elements ?? []) }
    }
    let (loss, dx) = run(0..<rows, together)
    var (sum, parts) = (Loss(), [Float]())
    for range in [0..<64, 64..<128, 128..<150] {
      let (part, gradient) = run(range, apart)
      sum = sum + part
      parts += gradient
    }
    #expect(loss == sum && dx == parts)
    #expect(together.all.elements == apart.all.elements)
    withExtendedLifetime((arena, together, apart)) {}
  }
}
