/// y[r] = x[r] + table[ids[r]]: what kind of token each row is, beside what it is (the segment embeddings of Devlin et al.
/// 2019). x, y [N, D], table [K, D].
struct AddedRowsOperation {
  let x: Tensor
  let y: Tensor
  let table: Parameter
  let ids: Indices

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    Kernels.embedBackward(dy, ids: ids, scale: nil, to: tape.parameterGradient(table))
    tape.handOnGradient(of: y, to: x)
  }
}

extension Tape {
  /// - Parameters:
  ///   - table: [K, D].
  ///   - ids: N entries below K.
  /// - Returns: [N, D].
  package mutating func adding(_ table: Parameter, rows ids: Indices, to x: Tensor) -> Tensor {
    precondition(ids.allBelow(table.rows), "an id beyond the \(table.rows) rows of \(table.name)")
    let start = slotCount
    let y = makeTensor(rows: x.rows, columns: x.columns)
    Kernels.embed(ids, table: parameter(table), scale: nil, positions: nil, into: value(of: y))
    Kernels.add(value(of: x), to: value(of: y))
    record(.addedRows(AddedRowsOperation(x: x, y: y, table: table, ids: ids)), since: start)
    return y
  }
}
