import SerfTensor
import Testing

@Suite("Gradient of the pools")
struct PoolGradientTests {
  /// The sequence of each row: lengths of 1, and rows of a sequence that do not lie together (time-major order).
  static let segments = [[0], [0, 0, 0], [0, 1, 2], [0, 1, 2, 0, 1, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2]]

  @Test("maximum and mean, the maximum's gradient to its row alone", arguments: segments, [1, 5, 33])
  func maxMean(segments: [Int], width: Int) {
    var numbers = SeededNumbers(UInt64(segments.count * 100 + width))
    let (buffer, sequences) = (IndexBuffer(segments), (segments.max() ?? 0) + 1)
    let check = OperationCase(
      inputs: [numbers.grid(segments.count, width)], depth: segments.count,
      operation: { tape, inputs, _ in
        .init(outputs: [tape.maxMeanPool(inputs[0], segments: buffer.view, sequences: sequences)])
      },
      reference: { inputs, _ in
        .init(outputs: [Reference.maxMeanPool(inputs[0], segments: segments, sequences: sequences)])
      })
    #expect(check.mismatches() == [])
  }

  @Test("of equal maxima the first row takes the gradient, and negative maxima count")
  func ties() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let segments = IndexBuffer([0, 0, 0])
    let x = tape.input(Grid(rows: 3, columns: 1, values: [-3, -2, -2]))
    let y = tape.maxMeanPool(x, segments: segments.view, sequences: 1)
    #expect(tape.value(of: y)[0, 0] == -2)
    tape.gradientTarget(of: y).matrix.fill(with: [1, 0])
    tape.backward()
    #expect(tape.gradient(of: x)?.elements == [0, 1, 0])
    withExtendedLifetime(segments) {}
  }

  @Test("attentive pooling, gradients to rows and scores", arguments: segments, [1, 5, 33])
  func attention(segments: [Int], width: Int) {
    var numbers = SeededNumbers(UInt64(segments.count * 100 + width))
    let (buffer, sequences) = (IndexBuffer(segments), (segments.max() ?? 0) + 1)
    let check = OperationCase(
      inputs: [numbers.grid(segments.count, width), numbers.grid(segments.count, 1, in: -3...3)],
      depth: segments.count + width,
      operation: { tape, inputs, _ in
        .init(outputs: [
          tape.attentionPool(inputs[0], scores: inputs[1], segments: buffer.view, sequences: sequences)
        ])
      },
      reference: { inputs, _ in
        .init(outputs: [
          Reference.attentionPool(inputs[0], scores: inputs[1], segments: segments, sequences: sequences)
        ])
      })
    #expect(check.mismatches() == [])
  }

  @Test("scores of ±10000 choose one row and divide nothing by zero")
  func extremes() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let segments = IndexBuffer([0, 0, 1, 1])
    let x = tape.input(Grid(rows: 4, columns: 1, values: [1, 2, 3, 4]))
    let scores = tape.input(Grid(rows: 4, columns: 1, values: [1e4, -1e4, -1e4, -1e4]))
    let y = tape.attentionPool(x, scores: scores, segments: segments.view, sequences: 2)
    #expect(tape.value(of: y).elements == [1, 3.5])
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    #expect(tape.gradient(of: x)?.elements == [1, 0, 0.5, 0.5])
    #expect(tape.gradient(of: scores)?.elements == [0, 0, -0.25, 0.25])
    withExtendedLifetime(segments) {}
  }
}
