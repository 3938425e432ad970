import SerfTensor
import Testing

@Suite("Gradient of the cross-entropy")
struct CrossEntropyGradientTests {
  /// Smoothing, and whether classes have weights.
  static let kinds: [(smoothing: Float, isWeighted: Bool)] = [(0, false), (0.1, false), (0, true), (0.2, true)]

  static func crossEntropy(
    _ logits: Grid, smoothing: Float, isWeighted: Bool, scale: Float = 0.25
  ) -> OperationCase {
    var numbers = SeededNumbers(UInt64(logits.rows * 100 + logits.columns))
    let labels = numbers.indices(logits.rows, below: logits.columns)
    let weights = numbers.grid(1, logits.columns, in: 0.25...2)
    let buffer = IndexBuffer(labels)
    let arena = ParameterArena(
      layout: ParameterLayout([ParameterRequest("weights", rows: 1, columns: logits.columns)]))
    arena.matrix(of: arena.layout.parameters[0]).fill(with: weights.floats)
    return OperationCase(
      inputs: [logits], depth: logits.columns + logits.rows + 8, takesEarlierGradients: false,
      operation: { tape, inputs, _ in
        let classWeights = isWeighted ? arena.matrix(of: arena.layout.parameters[0]) : nil
        let loss = tape.crossEntropy(
          inputs[0], labels: buffer.view, classWeights: classWeights, smoothing: smoothing, scale: scale)
        // The weight is part of the loss here, so that it is held to the reference's too.
        return .init(loss: loss.sum * Double(scale) + loss.weight)
      },
      reference: { inputs, _ in
        let loss = Reference.crossEntropy(
          inputs[0], labels: labels, classWeights: isWeighted ? weights.values : nil, smoothing: Double(smoothing))
        return .init(loss: loss.sum * Double(scale) + loss.weight)
      })
  }

  @Test("the loss, its weight and its gradient, smoothed and weighted", arguments: [1, 3, 17], [1, 2, 5, 33])
  func plain(rows: Int, classes: Int) {
    var numbers = SeededNumbers(UInt64(rows * 1000 + classes))
    let logits = numbers.grid(rows, classes, in: -4...4)
    for kind in Self.kinds {
      let check = Self.crossEntropy(logits, smoothing: kind.smoothing, isWeighted: kind.isWeighted)
      #expect(check.mismatches() == [], "\(kind)")
    }
  }

  @Test("logits of ±10000 give the exact loss and a finite gradient", arguments: [2, 17, 33])
  func extremes(classes: Int) {
    var numbers = SeededNumbers(6)
    let values = (0..<3 * classes).map { _ in Bool.random(using: &numbers) ? 1e4 : -1e4 }
    let logits = Grid(rows: 3, columns: classes, values: values)
    for kind in Self.kinds {
      let check = Self.crossEntropy(logits, smoothing: kind.smoothing, isWeighted: kind.isWeighted)
      #expect(check.mismatches() == [], "\(kind)")
    }
  }

  @Test("evaluation leaves the logits as they are")
  func evaluation() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(.evaluation)
    let labels = IndexBuffer([1, 0])
    let logits = tape.input(Grid(rows: 2, columns: 3, values: [1, 2, 3, 4, 5, 6]))
    let loss = tape.crossEntropy(logits, labels: labels.view, scale: 1)
    #expect(loss.weight == 2)
    #expect(tape.value(of: logits).elements == [1, 2, 3, 4, 5, 6])
    withExtendedLifetime(labels) {}
  }

  @Test("a loss travels as sum and weight and is divided once; the mean of nothing is 0")
  func loss() {
    let sum = Loss(sum: 3, weight: 2) + Loss(sum: 1, weight: 6)
    #expect(sum == Loss(sum: 4, weight: 8))
    #expect(sum.mean == 0.5)
    #expect(Loss().mean == 0)
  }
}
