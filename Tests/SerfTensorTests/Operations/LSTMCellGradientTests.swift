import SerfTensor
import Testing

@Suite("Gradient of an LSTM taken step by step")
struct LSTMCellGradientTests {
  /// The same sums as a whole layer's, of sentences of several lengths, the longest first.
  @Test("steps whose rows become fewer, one on the other", arguments: LSTMGradientTests.lengths, [(1, 1), (5, 17)])
  func chain(lengths: [Int], shape: (Int, Int)) {
    let starts = LSTMGradientTests.stepStarts(lengths)
    let rows = starts[starts.count - 1]
    var numbers = SeededNumbers(UInt64(rows * 100 + shape.0))
    let all = IndexBuffer(0..<rows)
    let check = OperationCase(
      inputs: [numbers.grid(rows, shape.0)],
      parameters: LSTMGradientTests.parameters("", width: shape.0, hidden: shape.1, from: &numbers),
      depth: (lengths.max() ?? 0) * (shape.0 + 4 * shape.1) / 2 + rows,
      operation: { tape, inputs, parameters in
        let direction = LSTMGradientTests.direction(parameters, from: 0)
        var (state, outputs) = (LSTMState?.none, [Tensor]())
        for (first, end) in zip(starts, starts.dropFirst()) {
          if let last = state, last.hidden.rows > end - first {
            let alive = all.view.range(0..<end - first)
            state = LSTMState(
              hidden: tape.gather(last.hidden, rows: alive), cells: tape.gather(last.cells, rows: alive))
          }
          let next = tape.lstmCell(
            tape.gather(inputs[0], rows: all.view.range(first..<end)), after: state, direction)
          outputs.append(next.hidden)
          state = next
        }
        return .init(outputs: [tape.stacked(outputs)])
      },
      reference: { inputs, parameters in
        .init(outputs: [
          Reference.lstm(
            inputs[0], stepStarts: starts, forward: LSTMGradientTests.direction(parameters, from: 0), reverse: nil)
        ])
      })
    #expect(check.mismatches() == [])
    withExtendedLifetime(all) {}
  }
}

@Suite("Gradient of tensors put together")
struct StackingGradientTests {
  @Test("side by side, one of them twice")
  func joined() {
    var numbers = SeededNumbers(8)
    let check = OperationCase(
      inputs: [numbers.grid(4, 3), numbers.grid(4, 5)], depth: 3,
      operation: { tape, inputs, _ in .init(outputs: [tape.joined(tape.joined(inputs[0], inputs[1]), inputs[0])]) },
      reference: { inputs, _ in
        let rows = (0..<4).map { row in
          [inputs[0], inputs[1], inputs[0]].flatMap { grid in (0..<grid.columns).map { grid[row, $0] } }
        }
        return .init(outputs: [Grid(rows: 4, columns: 11, values: rows.flatMap(\.self))])
      })
    #expect(check.mismatches() == [])
  }

  @Test("one on the other, one of them twice")
  func stacked() {
    var numbers = SeededNumbers(9)
    let check = OperationCase(
      inputs: [numbers.grid(1, 3), numbers.grid(4, 3)], depth: 3,
      operation: { tape, inputs, _ in .init(outputs: [tape.stacked([inputs[1], inputs[0], inputs[1]])]) },
      reference: { inputs, _ in
        .init(outputs: [
          Grid(rows: 9, columns: 3, values: inputs[1].values + inputs[0].values + inputs[1].values)
        ])
      })
    #expect(check.mismatches() == [])
  }
}
