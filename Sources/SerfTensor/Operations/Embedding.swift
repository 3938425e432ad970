/// y[r] = s[r] · table[ids[r]] + positions[position[r]]: rows of a table, with the dropout of words and of whole
/// embeddings as a factor a row.
struct EmbeddingOperation {
  let y: Tensor
  let table: Parameter
  let ids: Indices
  /// [N, 1]; nil where nothing is dropped.
  let scale: Tensor?
  let positions: (table: Parameter, ids: Indices)?

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let scale = scale.map { tape.value(of: $0) }
    if let positions {
      Kernels.embedBackward(dy, ids: positions.ids, scale: nil, to: tape.parameterGradient(positions.table))
    }
    guard table.isRowSparse else {
      return Kernels.embedBackward(dy, ids: ids, scale: scale, to: tape.parameterGradient(table))
    }
    let gradient = tape.sparseGradient(table)
    for row in 0..<dy.rows {
      let factor = scale.map { $0[row, 0] } ?? 1
      if factor != 0 { Kernels.add(dy.rows(row..<row + 1), scaledBy: factor, to: gradient.sums(ofRow: ids[row])) }
    }
  }
}

/// Dropout that acts on rows of an embedding, not on single units (training alone).
package struct EmbeddingDropout: Sendable {
  /// Probability that a token's row is 0.
  package var wordRate: Float
  /// Probability that a vocabulary entry is 0 everywhere in the pass (Gal, Ghahramani 2016); the rest is scaled up.
  package var entryRate: Float

  package init(wordRate: Float = 0, entryRate: Float = 0) {
    (self.wordRate, self.entryRate) = (wordRate, entryRate)
  }

  fileprivate var isActive: Bool { wordRate > 0 || entryRate > 0 }
}

extension Tape {
  /// Rows of `table` [V, D] for N ids, plus learned positions [L, D].
  /// - Precondition: each id is below V, each position below L: the batch has checked them.
  /// - Returns: [N, D].
  package mutating func embedding(
    _ ids: Indices, table: Parameter, dropout: EmbeddingDropout = EmbeddingDropout(),
    positions: (table: Parameter, ids: Indices)? = nil
  ) -> Tensor {
    precondition(ids.allBelow(table.rows), "an id beyond the \(table.rows) rows of \(table.name)")
    precondition(positions.map { $0.ids.allBelow($0.table.rows) } ?? true, "a position beyond the learned ones")
    let start = slotCount
    let y = makeTensor(rows: ids.count, columns: table.columns)
    let scale = mode.isTraining && dropout.isActive ? rowScale(ids, dropout) : nil
    Kernels.embed(
      ids, table: parameter(table), scale: scale.map { value(of: $0) },
      positions: positions.map { (parameter($0.table), $0.ids) }, into: value(of: y))
    record(
      .embedding(EmbeddingOperation(y: y, table: table, ids: ids, scale: scale, positions: positions)), since: start)
    return y
  }

  /// The factor of each row: 0 for a dropped word or entry, else 1 / (1 - entryRate).
  private mutating func rowScale(_ ids: Indices, _ dropout: EmbeddingDropout) -> Tensor {
    let key = nextKey()
    let (words, entries) = (key.child(0), key.child(1))
    let scale = makeTensor(rows: ids.count, columns: 1)
    let matrix = value(of: scale)
    let kept = 1 / (1 - dropout.entryRate)
    for row in 0..<ids.count {
      let isDropped = words.isBelow(dropout.wordRate, at: row) || entries.isBelow(dropout.entryRate, at: ids[row])
      matrix[row, 0] = isDropped ? 0 : kept
    }
    return scale
  }
}

extension RandomKey {
  /// An event of probability `rate`, drawn for one position.
  func isBelow(_ rate: Float, at position: Int) -> Bool {
    rate > 0 && Double(child(position).bits >> 11) * 0x1p-53 < Double(rate)
  }
}
