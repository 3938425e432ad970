/// y = [a, b], side by side. a [N, D], b [N, E], y [N, D + E].
struct JoiningOperation {
  let a: Tensor
  let b: Tensor
  let y: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    tape.hand(dy.columns(0..<a.columns), to: a)
    tape.hand(dy.columns(a.columns..<dy.columns), to: b)
  }
}

/// y = the rows of all parts, one after the other. Each part [N, D], y [Σ N, D].
struct StackingOperation {
  let parts: [Tensor]
  let y: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    var start = 0
    for part in parts {
      tape.hand(dy.rows(start..<start + part.rows), to: part)
      start += part.rows
    }
  }
}

extension Tape {
  /// - Returns: [N, D + E].
  package mutating func joined(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows, "\(a.rows) rows beside \(b.rows)")
    let start = slotCount
    let y = makeTensor(rows: a.rows, columns: a.columns + b.columns)
    value(of: y).columns(0..<a.columns).copy(from: value(of: a))
    value(of: y).columns(a.columns..<y.columns).copy(from: value(of: b))
    record(.joining(JoiningOperation(a: a, b: b, y: y)), since: start)
    return y
  }

  /// - Parameter parts: of one width, one at least.
  /// - Returns: [Σ N, D].
  package mutating func stacked(_ parts: [Tensor]) -> Tensor {
    precondition(parts.allSatisfy { $0.columns == parts[0].columns }, "rows of different width")
    let start = slotCount
    let y = makeTensor(rows: parts.reduce(0) { $0 + $1.rows }, columns: parts[0].columns)
    var row = 0
    for part in parts {
      value(of: y).rows(row..<row + part.rows).copy(from: value(of: part))
      row += part.rows
    }
    record(.stacking(StackingOperation(parts: parts, y: y)), since: start)
    return y
  }

  /// Adds a part of a gradient to that of a tensor of its shape.
  fileprivate mutating func hand(_ gradient: Matrix, to input: Tensor) {
    let target = gradientTarget(of: input)
    if target.accumulate { Kernels.add(gradient, to: target.matrix) } else { target.matrix.copy(from: gradient) }
  }
}
