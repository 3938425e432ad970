/// Soft alignment of the two sequences of each pair (Parikh et al. 2016): every row gets the mean of the other sequence's
/// rows, weighted by the softmax of its products with them.
///
/// Of 2B packed sequences b and B + b are a pair: of the one, with rows P, e = keys[P] · keys[H]ᵀ · scale and
/// y[P] = softmax(e) · x[H]; of the other y[H] = softmax(eᵀ) · x[P]. keys [N, K], x [N, D], y [N, D].
struct AlignmentOperation {
  let keys: Tensor
  let x: Tensor
  let y: Tensor
  let starts: Indices
  let scale: Float
  /// Softmax of e, then of eᵀ, of each pair, [1, Σ 2 · |P| · |H|].
  let weights: Tensor

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    // Either may be the other: both are only added to.
    let (dkeys, dx) = (tape.gradientSum(of: keys), tape.gradientSum(of: x))
    let (keys, x, weights) = (tape.value(of: keys), tape.value(of: x), tape.value(of: weights))
    let pairs = AlignedPairs(starts: starts)
    tape.withScratch(rows: 1, columns: pairs.largest) { tape, scratch in
      pairs.forEach { rows, other, place in
        let softmax = weights.columns(place).reshaped(rows: rows.count, columns: other.count)
        let dscores = scratch.columns(0..<place.count).reshaped(rows: rows.count, columns: other.count)
        let output = dy.rows(rows)
        tape.multiply(softmax, by: output, transposeFirst: true, accumulate: true, into: dx.rows(other))
        tape.multiply(output, by: x.rows(other), transposeSecond: true, into: dscores)
        Kernels.softmaxRowsBackward(softmax, gradient: dscores, scale: scale)
        tape.multiply(dscores, by: keys.rows(other), accumulate: true, into: dkeys.rows(rows))
        tape.multiply(dscores, by: keys.rows(rows), transposeFirst: true, accumulate: true, into: dkeys.rows(other))
      }
    }
  }
}

extension Tape {
  /// - Parameters:
  ///   - x: [N, D], what is averaged.
  ///   - keys: [N, K], what is compared.
  ///   - starts: 2B + 1 entries; sequence b owns rows starts[b] ..< starts[b + 1], and is a pair with B + b.
  ///   - scale: of the products.
  /// - Returns: [N, D].
  package mutating func alignment(of x: Tensor, keys: Tensor, starts: Indices, scale: Float) -> Tensor {
    precondition(starts.count % 2 == 1 && starts[starts.count - 1] == x.rows, "sequences do not pair the rows")
    precondition(keys.rows == x.rows, "\(keys.rows) keys for \(x.rows) rows")
    let start = slotCount
    let pairs = AlignedPairs(starts: starts)
    let y = makeTensor(rows: x.rows, columns: x.columns)
    let weights = makeTensor(rows: 1, columns: pairs.weightCount)
    let (values, compared, output, all) = (value(of: x), value(of: keys), value(of: y), value(of: weights))
    pairs.forEach { rows, other, place in
      let softmax = all.columns(place).reshaped(rows: rows.count, columns: other.count)
      multiply(compared.rows(rows), by: compared.rows(other), transposeSecond: true, into: softmax)
      Kernels.softmaxRows(softmax, scale: scale)
      multiply(softmax, by: values.rows(other), into: output.rows(rows))
      if place.upperBound <= pairs.firstWeightCount, !mode.isTraining { attentionProbe?.record(alignment: softmax) }
    }
    record(
      .alignment(
        AlignmentOperation(keys: keys, x: x, y: y, starts: starts, scale: scale, weights: weights)),
      since: start)
    return y
  }
}

/// The pairs of a packed batch, each from both sides.
private struct AlignedPairs {
  let starts: Indices

  /// B.
  private var count: Int { (starts.count - 1) / 2 }

  private func rows(of sequence: Int) -> Range<Int> { starts[sequence]..<starts[sequence + 1] }

  private func size(of pair: Int) -> Int { rows(of: pair).count * rows(of: pair + count).count }

  /// Of the first pair, from both sides.
  var firstWeightCount: Int { count > 0 ? 2 * size(of: 0) : 0 }

  var weightCount: Int { (0..<count).reduce(0) { $0 + 2 * size(of: $1) } }

  var largest: Int { (0..<count).reduce(0) { max($0, size(of: $1)) } }

  /// - Parameter body: is told the rows of a sequence, those of the other, and the place of their weights.
  func forEach(_ body: (Range<Int>, Range<Int>, Range<Int>) -> Void) {
    var place = 0
    for pair in 0..<count {
      let (first, second, size) = (rows(of: pair), rows(of: pair + count), size(of: pair))
      body(first, second, place..<place + size)
      body(second, first, place + size..<place + 2 * size)
      place += 2 * size
    }
  }
}
