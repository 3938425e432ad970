/// One LSTM layer over a packed batch in time-major order (Hochreiter, Schmidhuber 1997), in one or both directions.
///
/// Rows of one time step lie together, longest sequence first, so step t is rows stepStarts[t] ..< stepStarts[t + 1] and
/// the first rows of a step are the sequences that are still alive at the next: no step needs a gather, and nothing is
/// padded. Going backwards in time the set of sequences only grows, each beginning from a zero state at its own end.
struct LSTMOperation {
  let x: Tensor
  let y: Tensor
  let forward: LSTMDirection
  let reverse: LSTMDirection?
  let stepStarts: Indices
  let kept: LSTMKept
  let reverseKept: LSTMKept?

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    backward(forward, kept, dy: dy.columns(0..<forward.hidden), isReverse: false, on: &tape)
    guard let reverse, let reverseKept else { return }
    backward(reverse, reverseKept, dy: dy.columns(forward.hidden..<dy.columns), isReverse: true, on: &tape)
  }

  private func backward(
    _ direction: LSTMDirection, _ kept: LSTMKept, dy: Matrix, isReverse: Bool, on tape: inout Tape
  ) {
    let (gates, hidden) = (tape.value(of: kept.gates), direction.hidden)
    let steps = LSTMSteps(starts: stepStarts, isReverse: isReverse)
    let (cells, tanhCells) = (tape.value(of: kept.cells), tape.value(of: kept.tanhCells))
    let recurrentWeight = tape.parameter(direction.recurrentWeight)
    tape.withScratch(rows: 2 * steps.widest, columns: hidden) { tape, scratch in
      let dcell = scratch.rows(0..<steps.widest)
      let dh = scratch.rows(steps.widest..<2 * steps.widest)
      var recurrentRows = 0
      for step in LSTMSteps(starts: stepStarts, isReverse: !isReverse).order {
        let rows = steps.rows(of: step)
        let past = steps.pastRows(of: step)
        Kernels.lstmStepBackward(
          gates: gates.rows(rows), previousCell: past.map { cells.rows($0) }, tanhCell: tanhCells.rows(rows),
          dy: dy.rows(rows), recurrent: recurrentRows > 0 ? dh.rows(0..<recurrentRows) : nil, dcell: dcell)
        recurrentRows = past?.count ?? 0
        if recurrentRows > 0 {
          tape.multiply(
            gates.rows(rows.lowerBound..<rows.lowerBound + recurrentRows), by: recurrentWeight,
            into: dh.rows(0..<recurrentRows))
        }
      }
    }
    parameterGradients(direction, steps: steps, dgates: gates, isReverse: isReverse, on: &tape)
    let dx = tape.gradientTarget(of: x)
    tape.multiply(gates, by: tape.parameter(direction.inputWeight), accumulate: dx.accumulate, into: dx.matrix)
  }

  /// One product each for the input's and the recurrent weight, over all steps at once.
  private func parameterGradients(
    _ direction: LSTMDirection, steps: LSTMSteps, dgates: Matrix, isReverse: Bool, on tape: inout Tape
  ) {
    Kernels.addColumnSums(of: dgates, to: tape.parameterGradient(direction.bias))
    tape.multiply(
      dgates, by: tape.value(of: x), transposeFirst: true, accumulate: true,
      into: tape.parameterGradient(direction.inputWeight))
    let offset = isReverse ? forward.hidden : 0
    let states = tape.value(of: y).columns(offset..<offset + direction.hidden)
    tape.withScratch(rows: dgates.rows, columns: direction.hidden) { tape, previous in
      for step in steps.order {
        let rows = steps.rows(of: step)
        let past = steps.pastRows(of: step) ?? 0..<0
        let split = rows.lowerBound + past.count
        previous.rows(rows.lowerBound..<split).copy(from: states.rows(past))
        previous.rows(split..<rows.upperBound).fill(with: 0)
      }
      tape.multiply(
        dgates, by: previous, transposeFirst: true, accumulate: true,
        into: tape.parameterGradient(direction.recurrentWeight))
    }
  }
}

/// The parameters of one direction: input weight [4H, D], recurrent weight [4H, H], bias [1, 4H]; gates in the order
/// input, forget, cell, output (PyTorch's).
package struct LSTMDirection: Hashable, Sendable {
  package let inputWeight: Parameter
  package let recurrentWeight: Parameter
  package let bias: Parameter

  package init(inputWeight: Parameter, recurrentWeight: Parameter, bias: Parameter) {
    precondition(inputWeight.rows == 4 * recurrentWeight.columns && bias.columns == inputWeight.rows)
    (self.inputWeight, self.recurrentWeight, self.bias) = (inputWeight, recurrentWeight, bias)
  }

  var hidden: Int { recurrentWeight.columns }
}

/// What a direction keeps for backward: gates [N, 4H], cells and their tanh [N, H].
struct LSTMKept {
  let gates: Tensor
  let cells: Tensor
  let tanhCells: Tensor
}

/// The order in which a direction walks the time steps, and which rows hold the state before each.
struct LSTMSteps {
  let starts: Indices
  let isReverse: Bool

  private var count: Int { starts.count - 1 }
  /// Rows of the widest step, which is step 0.
  var widest: Int { count == 0 ? 0 : starts[1] }

  var order: StrideTo<Int> { isReverse ? stride(from: count - 1, to: -1, by: -1) : stride(from: 0, to: count, by: 1) }

  func rows(of step: Int) -> Range<Int> { starts[step]..<starts[step + 1] }

  /// The rows of the previous state, one for each of the step's first rows; nil where all begin from zero.
  func pastRows(of step: Int) -> Range<Int>? {
    let past = isReverse ? step + 1 : step - 1
    guard past >= 0, past < count else { return nil }
    let shared = min(rows(of: step).count, rows(of: past).count)
    return starts[past]..<starts[past] + shared
  }
}

extension Tape {
  /// - Parameters:
  ///   - x: [N, D] in time-major order.
  ///   - stepStarts: T + 1 entries; step t owns rows stepStarts[t] ..< stepStarts[t + 1], never more than the step before.
  ///   - reverse: the direction back in time; nil for one direction.
  /// - Returns: the hidden states [N, H], or [N, 2H] with those of the reverse direction in the second half.
  package mutating func lstm(
    _ x: Tensor, stepStarts: Indices, forward: LSTMDirection, reverse: LSTMDirection?
  ) -> Tensor {
    precondition(reverse.map { $0.hidden == forward.hidden } ?? true, "two directions of different width")
    precondition(stepStarts.count > 0 && stepStarts[stepStarts.count - 1] == x.rows, "steps do not cover the rows")
    let start = slotCount
    let hidden = forward.hidden
    let y = makeTensor(rows: x.rows, columns: reverse == nil ? hidden : 2 * hidden)
    let kept = run(forward, x, LSTMSteps(starts: stepStarts, isReverse: false), into: value(of: y).columns(0..<hidden))
    let reverseKept = reverse.map {
      run($0, x, LSTMSteps(starts: stepStarts, isReverse: true), into: value(of: y).columns(hidden..<2 * hidden))
    }
    record(
      .lstm(
        LSTMOperation(
          x: x, y: y, forward: forward, reverse: reverse, stepStarts: stepStarts, kept: kept, reverseKept: reverseKept)),
      since: start)
    return y
  }

  private mutating func run(
    _ direction: LSTMDirection, _ x: Tensor, _ steps: LSTMSteps, into h: Matrix
  ) -> LSTMKept {
    let kept = LSTMKept(
      gates: makeTensor(rows: x.rows, columns: 4 * direction.hidden),
      cells: makeTensor(rows: x.rows, columns: direction.hidden),
      tanhCells: makeTensor(rows: x.rows, columns: direction.hidden))
    let (gates, cells, tanhCells) = (value(of: kept.gates), value(of: kept.cells), value(of: kept.tanhCells))
    let (recurrentWeight, bias) = (parameter(direction.recurrentWeight), parameter(direction.bias))
    multiply(value(of: x), byTransposed: direction.inputWeight, into: gates)
    for step in steps.order {
      let rows = steps.rows(of: step)
      let past = steps.pastRows(of: step)
      if let past {
        multiply(
          h.rows(past), by: recurrentWeight, transposeSecond: true, accumulate: true,
          into: gates.rows(rows.lowerBound..<rows.lowerBound + past.count))
      }
      Kernels.lstmStep(
        gates: gates.rows(rows), bias: bias, previousCell: past.map { cells.rows($0) }, cell: cells.rows(rows),
        tanhCell: tanhCells.rows(rows), h: h.rows(rows))
    }
    return kept
  }
}
