import SerfActivations
import SerfModels
import SerfTensor

/// One operation with the shape of its input and what its result must be.
struct OperationCase: Sendable {
  let name: String
  /// The input [rows, columns]; nil for an operation that reads ids alone.
  var input: (@Sendable (OperationFixture) -> (rows: Int, columns: Int))?
  /// Runs the operation on the input (a tensor of no meaning where there is none) and gives its output, or the loss.
  let run: @Sendable (inout Tape, Tensor, OperationFixture) -> Output
  /// What the sum of the output must be in evaluation, with the slack that rounding gets; from the input's numbers.
  let expectedSum: @Sendable (Matrix, OperationFixture) -> ClosedRange<Double>

  enum Output {
    case tensor(Tensor)
    case loss(Loss)
  }

  private static func tokens(_ columns: Int) -> @Sendable (OperationFixture) -> (rows: Int, columns: Int) {
    { (rows: $0.tokenCount, columns: columns) }
  }

  static let all: [OperationCase] =
    [linear, activated(Serf()), activated(ReLU()), embedding, bag, dropout, layerNorm, residualNorm, attention, lstm]
    + [maxMeanPool, attentionPool, crossEntropy]
}

// MARK: - Of each token
extension OperationCase {
  private static let linear = OperationCase(
    name: "linear", input: tokens(OperationFixture.width),
    run: { tape, x, fixture in .tensor(tape.linear(x, weight: fixture.weight, bias: fixture.bias)) },
    expectedSum: { x, fixture in
      let (weight, bias) = (fixture.parameters.matrix(of: fixture.weight), fixture.parameters.matrix(of: fixture.bias))
      var sum = Double(x.rows) * total(bias)
      for column in 0..<x.columns {
        sum += columnTotal(x, column) * columnTotal(weight, column)
      }
      return near(sum, slack: 1e-7 * Double(x.rows * weight.rows))
    })

  private static func activated(_ activation: some Activation) -> OperationCase {
    OperationCase(
      name: "linear+\(activation.name)", input: tokens(OperationFixture.width),
      run: { tape, x, fixture in
        .tensor(tape.linear(x, weight: fixture.weight, bias: fixture.bias, activation: activation))
      },
      expectedSum: { x, fixture in
        let (inputs, bias) = (x.elements, fixture.parameters.matrix(of: fixture.bias).elements)
        let weights = fixture.parameters.matrix(of: fixture.weight).elements
        var sum = 0.0
        for row in 0..<x.rows {
          for unit in bias.indices {
            let (first, second) = (row * x.columns, unit * x.columns)
            let z = (0..<x.columns).reduce(bias[unit]) { $0 + inputs[first + $1] * weights[second + $1] }
            sum += activation.reference(Double(z)).value
          }
        }
        return near(sum, slack: 1e-6 * Double(x.rows * bias.count))
      })
  }

  private static let embedding = OperationCase(
    name: "embedding",
    run: { tape, _, fixture in
      .tensor(
        tape.embedding(
          fixture.batch.tokens.view, table: fixture.table,
          positions: (fixture.positions, fixture.batch.positions.view)))
    },
    expectedSum: { _, fixture in
      let (words, places) = (
        fixture.parameters.matrix(of: fixture.table), fixture.parameters.matrix(of: fixture.positions)
      )
      let sum = (0..<fixture.tokenCount).reduce(0.0) { sum, row in
        let (id, place) = (fixture.batch.tokens[row], fixture.batch.positions[row])
        return sum + total(words.rows(id..<id + 1)) + total(places.rows(place..<place + 1))
      }
      return near(sum, slack: 0.1)
    })

  private static let bag = OperationCase(
    name: "bag",
    run: { tape, _, fixture in
      .tensor(
        tape.bag(
          BagFeatures(
            table: fixture.words, ids: fixture.batch.tokens.view, segments: fixture.batch.segments.view), nil,
          sequences: fixture.sequenceCount, dropoutRate: 0.1))
    },
    expectedSum: { _, fixture in
      let words = fixture.parameters.matrix(of: fixture.words)
      let sum = (0..<fixture.tokenCount).reduce(0.0) { sum, row in
        let id = fixture.batch.tokens[row]
        return sum + total(words.rows(id..<id + 1)) / Double(length(ofSequenceAt: row, fixture))
      }
      return near(sum, slack: 0.1)
    })

  private static let dropout = OperationCase(
    name: "dropout", input: tokens(OperationFixture.width),
    run: { tape, x, _ in .tensor(tape.dropout(x, rate: 0.1)) }, expectedSum: { x, _ in near(total(x), slack: 0.1) })

  private static let layerNorm = OperationCase(
    name: "layer-norm", input: tokens(OperationFixture.width),
    run: { tape, x, fixture in .tensor(tape.layerNorm(x, gain: fixture.gain, bias: fixture.normBias)) },
    // Each row has mean 0.
    expectedSum: { _, _ in near(0, slack: 0.1) })

  private static let residualNorm = OperationCase(
    name: "residual-dropout-norm", input: tokens(OperationFixture.width),
    run: { tape, x, fixture in
      .tensor(
        tape.residualNorm(x, branch: x, dropoutRate: 0.1, gain: fixture.gain, bias: fixture.normBias).normed)
    },
    expectedSum: { _, _ in near(0, slack: 0.1) })
}

// MARK: - Of each sequence
extension OperationCase {
  private static let attention = OperationCase(
    name: "attention", input: tokens(3 * OperationFixture.width),
    run: { tape, x, fixture in
      .tensor(
        tape.attention(x, starts: fixture.batch.starts.view, heads: OperationFixture.heads, dropoutRate: 0.1))
    },
    // A mean of values of deviation 1, so its own sum lies within some deviations of 0; the values' count bounds it.
    expectedSum: { x, _ in near(0, slack: 0.05 * Double(x.rows * x.columns)) })

  private static let lstm = OperationCase(
    name: "lstm-bidirectional", input: tokens(OperationFixture.width),
    run: { tape, x, fixture in
      .tensor(
        tape.lstm(
          x, stepStarts: fixture.stepBatch.stepStarts.view, forward: fixture.forward, reverse: fixture.reverse))
    },
    expectedSum: { x, _ in near(0, slack: 0.2 * Double(2 * x.rows * x.columns)) })

  private static let maxMeanPool = OperationCase(
    name: "max-mean-pool", input: tokens(2 * OperationFixture.width),
    run: { tape, x, fixture in
      .tensor(
        tape.maxMeanPool(x, segments: fixture.batch.segments.view, sequences: fixture.sequenceCount))
    },
    // The largest of 19 normal numbers is 1.84 in the mean (of 50: 2.25, of 3: 0.85).
    expectedSum: { x, fixture in
      let cells = Double(fixture.sequenceCount * x.columns)
      return 0.85 * cells...2.25 * cells
    })

  private static let attentionPool = OperationCase(
    name: "attention-pool", input: tokens(OperationFixture.width),
    run: { tape, x, fixture in
      let scores = tape.makeTensor(rows: x.rows, columns: 1)
      tape.value(of: scores).fill(with: 0)
      return .tensor(
        tape.attentionPool(
          x, scores: scores, segments: fixture.batch.segments.view, sequences: fixture.sequenceCount))
    },
    expectedSum: { x, fixture in
      let sum = (0..<x.rows).reduce(0.0) { sum, row in
        sum + total(x.rows(row..<row + 1)) / Double(length(ofSequenceAt: row, fixture))
      }
      return near(sum, slack: 0.1)
    })

  private static let crossEntropy = OperationCase(
    name: "cross-entropy", input: { (rows: $0.tokenCount, columns: OperationFixture.vocabularySize) },
    run: { tape, x, fixture in
      .loss(tape.crossEntropy(x, labels: fixture.targets.view, smoothing: 0.1, scale: 1))
    },
    // Logits of deviation 1 over 8000 classes: ln 8000 + 1/2 each.
    expectedSum: { x, _ in near(9.487 * Double(x.rows), slack: 0.2 * Double(x.rows)) })
}

// MARK: - Sums
extension OperationCase {
  static func total(_ x: Matrix) -> Double {
    var sum = 0.0
    for row in 0..<x.rows {
      for column in 0..<x.columns { sum += Double(x[row, column]) }
    }
    return sum
  }

  private static func columnTotal(_ x: Matrix, _ column: Int) -> Double {
    (0..<x.rows).reduce(0) { $0 + Double(x[$1, column]) }
  }

  private static func length(ofSequenceAt row: Int, _ fixture: OperationFixture) -> Int {
    let sequence = fixture.batch.segments[row]
    return fixture.batch.starts[sequence + 1] - fixture.batch.starts[sequence]
  }

  private static func near(_ sum: Double, slack: Double) -> ClosedRange<Double> { sum - slack...sum + slack }
}
