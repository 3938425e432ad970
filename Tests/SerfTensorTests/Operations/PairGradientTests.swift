import SerfTensor
import Testing

@Suite("Gradient of what compares two texts")
struct PairGradientTests {
  @Test("features of two tensors", arguments: [1, 2, 17], [1, 5, 33])
  func features(rows: Int, width: Int) {
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let check = OperationCase(
      inputs: [numbers.grid(rows, width), numbers.grid(rows, width)], depth: 4,
      operation: { tape, inputs, _ in .init(outputs: [tape.pairFeatures(inputs[0], inputs[1])]) },
      reference: { inputs, _ in .init(outputs: [Reference.pairFeatures(inputs[0], inputs[1])]) })
    #expect(check.mismatches() == [])
  }

  @Test("features of the two halves of one tensor", arguments: [1, 2, 17], [1, 5, 33])
  func halves(pairs: Int, width: Int) {
    var numbers = SeededNumbers(UInt64(pairs * 100 + width + 7))
    let check = OperationCase(
      inputs: [numbers.grid(2 * pairs, width)], depth: 4,
      operation: { tape, inputs, _ in .init(outputs: [tape.pairFeatures(ofHalves: inputs[0])]) },
      reference: { inputs, _ in
        let x = inputs[0]
        let half = pairs * width
        return .init(outputs: [
          Reference.pairFeatures(
            Grid(rows: pairs, columns: width, values: Array(x.values[..<half])),
            Grid(rows: pairs, columns: width, values: Array(x.values[half...])))
        ])
      })
    #expect(check.mismatches() == [])
  }

  @Test("where two features are equal their difference has no slope")
  func equal() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let x = tape.input(Grid(rows: 2, columns: 1, values: [3, 3]))
    let y = tape.pairFeatures(ofHalves: x)
    #expect(tape.value(of: y).elements == [3, 3, 0, 9])
    tape.gradientTarget(of: y).matrix.fill(with: [0, 0, 1, 0])
    tape.backward()
    #expect(tape.gradient(of: x)?.elements == [0, 0])
  }

  /// Lengths of the premises, then of the hypotheses.
  static let lengths = [[1, 1], [3, 1], [1, 3], [2, 5, 4, 1], [17, 1, 3, 2, 8, 1]]

  private static func starts(_ lengths: [Int]) -> [Int] {
    lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  @Test("alignment between the sequences of each pair, gradients to keys and rows", arguments: lengths, [1, 5, 33])
  func alignment(lengths: [Int], width: Int) {
    let starts = Self.starts(lengths)
    let rows = starts[lengths.count]
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let buffer = IndexBuffer(starts)
    let check = OperationCase(
      inputs: [numbers.grid(rows, width), numbers.grid(rows, 4, in: -1.5...1.5)],
      depth: 2 * (lengths.max() ?? 0) + width + 16,
      operation: { tape, inputs, _ in
        .init(outputs: [tape.alignment(of: inputs[0], keys: inputs[1], starts: buffer.view, scale: 0.5)])
      },
      reference: { inputs, _ in
        .init(outputs: [Reference.alignment(of: inputs[0], keys: inputs[1], starts: starts, scale: 0.5)])
      })
    #expect(check.mismatches() == [])
  }

  @Test("rows that are their own keys get both gradients", arguments: lengths)
  func ownKeys(lengths: [Int]) {
    let starts = Self.starts(lengths)
    let rows = starts[lengths.count]
    var numbers = SeededNumbers(UInt64(rows))
    let buffer = IndexBuffer(starts)
    let check = OperationCase(
      inputs: [numbers.grid(rows, 6, in: -1.5...1.5)], depth: 2 * (lengths.max() ?? 0) + 24,
      operation: { tape, inputs, _ in
        .init(outputs: [tape.alignment(of: inputs[0], keys: inputs[0], starts: buffer.view, scale: 0.4)])
      },
      reference: { inputs, _ in
        .init(outputs: [Reference.alignment(of: inputs[0], keys: inputs[0], starts: starts, scale: 0.4)])
      })
    #expect(check.mismatches() == [])
  }

  @Test("products of ±10000 give finite weights and gradients")
  func extremes() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(OperationCase.training)
    let starts = IndexBuffer([0, 1, 3])
    let x = tape.input(Grid(rows: 3, columns: 1, values: [100, 100, -100]))
    let y = tape.alignment(of: x, keys: x, starts: starts.view, scale: 1)
    #expect(tape.value(of: y).elements == [100, 100, 100])
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    #expect((tape.gradient(of: x)?.elements ?? [.nan]).allSatisfy { $0.isFinite })
    withExtendedLifetime(starts) {}
  }

  @Test("rows in another order, some of them twice or never", arguments: [[0], [2, 0, 1], [1, 1, 3, 0]])
  func gather(order: [Int]) {
    var numbers = SeededNumbers(UInt64(order.count))
    let buffer = IndexBuffer(order)
    let check = OperationCase(
      inputs: [numbers.grid(4, 5)], depth: 4,
      operation: { tape, inputs, _ in .init(outputs: [tape.gather(inputs[0], rows: buffer.view)]) },
      reference: { inputs, _ in .init(outputs: [Reference.embedding(order, table: inputs[0])]) })
    #expect(check.mismatches() == [])
  }

  @Test("rows of a table added to rows", arguments: [1, 3, 17], [1, 5, 33])
  func addedRows(rows: Int, width: Int) {
    var numbers = SeededNumbers(UInt64(rows * 100 + width))
    let ids = numbers.indices(rows, below: 4)
    let buffer = IndexBuffer(ids)
    let check = OperationCase(
      inputs: [numbers.grid(rows, width)],
      parameters: [(ParameterRequest("kinds", rows: 4, columns: width), numbers.grid(4, width))], depth: rows,
      operation: { tape, inputs, parameters in
        .init(outputs: [tape.adding(parameters[0], rows: buffer.view, to: inputs[0])])
      },
      reference: { inputs, parameters in
        let added = Reference.embedding(ids, table: parameters[0])
        let sum = zip(inputs[0].values, added.values).map { $0 + $1 }
        return .init(outputs: [Grid(rows: rows, columns: width, values: sum)])
      })
    #expect(check.mismatches() == [])
  }
}
