import Glibc

extension Reference {
  /// The parameters of one direction, gates in the order input, forget, cell, output.
  struct LSTM {
    let inputWeight: Grid
    let recurrentWeight: Grid
    let bias: Grid
    var hidden: Int { recurrentWeight.columns }
  }

  /// Hidden states [N, H], or [N, 2H]: sequence by sequence, though the rows lie in time-major order.
  static func lstm(_ x: Grid, stepStarts: [Int], forward: LSTM, reverse: LSTM?) -> Grid {
    var y = Grid(rows: x.rows, columns: forward.hidden + (reverse?.hidden ?? 0))
    let stepCount = stepStarts.count - 1
    let sequences = stepCount == 0 ? 0 : stepStarts[1]
    for sequence in 0..<sequences {
      let rows = (0..<stepCount).map { stepStarts[$0] + sequence }.enumerated()
        .filter { $0.element < stepStarts[$0.offset + 1] }.map(\.element)
      run(forward, x, rows: rows, into: &y, offset: 0)
      if let reverse { run(reverse, x, rows: rows.reversed(), into: &y, offset: forward.hidden) }
    }
    return y
  }

  /// One sequence, its rows in the order of the walk.
  private static func run(_ direction: LSTM, _ x: Grid, rows: [Int], into y: inout Grid, offset: Int) {
    let hidden = direction.hidden
    var state = Array(repeating: 0.0, count: hidden)
    var cell = state
    for row in rows {
      var gates = direction.bias.values
      for gate in 0..<4 * hidden {
        for column in 0..<x.columns { gates[gate] += direction.inputWeight[gate, column] * x[row, column] }
        for column in 0..<hidden { gates[gate] += direction.recurrentWeight[gate, column] * state[column] }
      }
      for unit in 0..<hidden {
        let (input, forget) = (sigmoid(gates[unit]), sigmoid(gates[hidden + unit]))
        let (candidate, output) = (tanh(gates[2 * hidden + unit]), sigmoid(gates[3 * hidden + unit]))
        cell[unit] = forget * cell[unit] + input * candidate
        state[unit] = output * tanh(cell[unit])
        y[row, offset + unit] = state[unit]
      }
    }
  }

  private static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
}
