/// y = g ∗ a + (1 - g) ∗ b, element by element: a gate between two sources. a, b, g, y [N, D].
struct BlendOperation {
  let a: Tensor
  let b: Tensor
  let gate: Tensor
  let y: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    // Two of them may be the same tensor: all are only added to.
    let (da, db, dg) = (tape.gradientSum(of: a), tape.gradientSum(of: b), tape.gradientSum(of: gate))
    tape.withScratch(rows: y.rows, columns: y.columns) { tape, product in
      product.copy(from: dy)
      Kernels.multiply(product, by: tape.value(of: gate))
      Kernels.add(product, to: da)
      Kernels.add(dy, to: db)
      Kernels.add(product, scaledBy: -1, to: db)
      product.copy(from: tape.value(of: a))
      Kernels.add(tape.value(of: b), scaledBy: -1, to: product)
      Kernels.multiply(product, by: dy)
      Kernels.add(product, to: dg)
    }
  }
}

extension Tape {
  /// g ∗ a + (1 - g) ∗ b, element by element.
  /// - Parameter gate: g, 0 … 1.
  package mutating func blend(_ a: Tensor, _ b: Tensor, gate: Tensor) -> Tensor {
    precondition(
      a.rows == b.rows && a.columns == b.columns && gate.rows == a.rows && gate.columns == a.columns,
      "a blend of several shapes")
    let start = slotCount
    let y = makeTensor(rows: a.rows, columns: a.columns)
    let values = value(of: y)
    values.copy(from: value(of: a))
    Kernels.add(value(of: b), scaledBy: -1, to: values)
    Kernels.multiply(values, by: value(of: gate))
    Kernels.add(value(of: b), to: values)
    record(.blend(BlendOperation(a: a, b: b, gate: gate, y: y)), since: start)
    return y
  }
}
