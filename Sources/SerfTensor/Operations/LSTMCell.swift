/// One step of an LSTM (Hochreiter, Schmidhuber 1997), for a network whose steps depend on what others made of the step
/// before. x [N, D]; states h, c [N, H].
struct LSTMCellOperation {
  let x: Tensor
  let previous: LSTMState?
  let state: LSTMState
  let direction: LSTMDirection
  /// [N, 4H]; in backward their gradients.
  let gates: Tensor
  /// [N, H].
  let tanhCells: Tensor

  func backward(on tape: inout Tape) {
    // Either may have led nowhere, as the cells of a last step do.
    let (dh, dcells) = (tape.gradientSum(of: state.hidden), tape.gradientSum(of: state.cells))
    let gates = tape.value(of: gates)
    // The kernel adds what comes from later steps: of h, which is in dh already, nothing, and of c `dcells`.
    tape.withScratch(rows: dh.rows, columns: dh.columns) { tape, nothing in
      nothing.fill(with: 0)
      Kernels.lstmStepBackward(
        gates: gates, previousCell: previous.map { tape.value(of: $0.cells) }, tanhCell: tape.value(of: tanhCells),
        dy: dh, recurrent: nothing, dcell: dcells)
    }
    Kernels.addColumnSums(of: gates, to: tape.parameterGradient(direction.bias))
    tape.multiply(
      gates, by: tape.value(of: x), transposeFirst: true, accumulate: true,
      into: tape.parameterGradient(direction.inputWeight))
    let dx = tape.gradientTarget(of: x)
    tape.multiply(gates, by: tape.parameter(direction.inputWeight), accumulate: dx.accumulate, into: dx.matrix)
    guard let previous else { return }
    tape.multiply(
      gates, by: tape.value(of: previous.hidden), transposeFirst: true, accumulate: true,
      into: tape.parameterGradient(direction.recurrentWeight))
    let dprevious = tape.gradientTarget(of: previous.hidden)
    tape.multiply(
      gates, by: tape.parameter(direction.recurrentWeight), accumulate: dprevious.accumulate, into: dprevious.matrix)
    // What the kernel left in it goes on to the cells before.
    tape.handOnGradient(of: state.cells, to: previous.cells)
  }
}

/// What an LSTM hands on from step to step, each [N, H].
package struct LSTMState: Hashable, Sendable {
  package let hidden: Tensor
  package let cells: Tensor

  package init(hidden: Tensor, cells: Tensor) { (self.hidden, self.cells) = (hidden, cells) }
}

extension Tape {
  /// - Parameters:
  ///   - x: [N, D].
  ///   - previous: of as many rows; nil begins from zero.
  package mutating func lstmCell(_ x: Tensor, after previous: LSTMState?, _ direction: LSTMDirection) -> LSTMState {
    precondition(previous.map { $0.hidden.rows == x.rows } ?? true, "a step of other rows than the one before")
    let start = slotCount
    let hidden = direction.hidden
    let state = LSTMState(
      hidden: makeTensor(rows: x.rows, columns: hidden), cells: makeTensor(rows: x.rows, columns: hidden))
    let gates = makeTensor(rows: x.rows, columns: 4 * hidden)
    let tanhCells = makeTensor(rows: x.rows, columns: hidden)
    let sums = value(of: gates)
    multiply(value(of: x), byTransposed: direction.inputWeight, into: sums)
    if let previous {
      multiply(
        value(of: previous.hidden), byTransposed: direction.recurrentWeight, accumulate: true, into: sums)
    }
    Kernels.lstmStep(
      gates: sums, bias: parameter(direction.bias), previousCell: previous.map { value(of: $0.cells) },
      cell: value(of: state.cells), tanhCell: value(of: tanhCells), h: value(of: state.hidden))
    record(
      .lstmCell(
        LSTMCellOperation(
          x: x, previous: previous, state: state, direction: direction, gates: gates, tanhCells: tanhCells)),
      since: start)
    return state
  }

  /// A tensor that nothing is learned through, as what a first step is fed.
  package mutating func zeros(rows: Int, columns: Int) -> Tensor {
    let zeros = makeTensor(rows: rows, columns: columns)
    value(of: zeros).fill(with: 0)
    return zeros
  }
}
