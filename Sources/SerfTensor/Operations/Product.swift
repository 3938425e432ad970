/// y = a · b, element by element: a gate. a, b, y [N, D].
struct ProductOperation {
  let a: Tensor
  let b: Tensor
  let y: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    propagate(dy, to: a, times: b, on: &tape)
    propagate(dy, to: b, times: a, on: &tape)
  }

  private func propagate(_ dy: Matrix, to input: Tensor, times other: Tensor, on tape: inout Tape) {
    let target = tape.gradientTarget(of: input)
    guard target.accumulate else {
      target.matrix.copy(from: dy)
      return Kernels.multiply(target.matrix, by: tape.value(of: other))
    }
    tape.withScratch(rows: dy.rows, columns: dy.columns) { tape, product in
      product.copy(from: dy)
      Kernels.multiply(product, by: tape.value(of: other))
      Kernels.add(product, to: target.matrix)
    }
  }
}

extension Tape {
  /// a · b, element by element.
  package mutating func product(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.rows == b.rows && a.columns == b.columns, "factors of two shapes")
    let start = slotCount
    let y = makeTensor(rows: a.rows, columns: a.columns)
    value(of: y).copy(from: value(of: a))
    Kernels.multiply(value(of: y), by: value(of: b))
    record(.product(ProductOperation(a: a, b: b, y: y)), since: start)
    return y
  }
}
