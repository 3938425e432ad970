/// y[r] = s[r] · table[ids[r]] + positions[position[r]]: rows of a table, with a factor and the dropout of words and of
/// whole embeddings as one number a row.
struct EmbeddingOperation {
  let y: Tensor
  let table: Parameter
  let ids: Indices
  /// [N, 1]; nil where all are 1.
  let scale: Tensor?
  /// Learned positions.
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

/// What is added to an embedding for the place of its token.
package enum PositionTerm {
  /// Rows of a parameter [L, D].
  case learned(Parameter, places: Indices)
  /// Rows of a table [L, D] that stays as it is.
  case fixed(Matrix, places: Indices)
}

extension Tape {
  /// Rows of `table` [V, D] for N ids, plus learned positions [L, D].
  /// - Precondition: each id is below V, each position below L: the batch has checked them.
  /// - Returns: [N, D].
  package mutating func embedding(
    _ ids: Indices, table: Parameter, dropout: EmbeddingDropout = EmbeddingDropout(),
    positions: (table: Parameter, ids: Indices)? = nil
  ) -> Tensor {
    embedding(
      ids, table: table, factor: 1, dropout: dropout, term: positions.map { .learned($0.table, places: $0.ids) })
  }

  /// `factor` times rows of `table` [V, D] for N ids, plus a term for their places.
  /// - Precondition: each id is below V, each place below L: the batch has checked them.
  /// - Returns: [N, D].
  package mutating func embedding(
    _ ids: Indices, table: Parameter, factor: Float, dropout: EmbeddingDropout = EmbeddingDropout(),
    term: PositionTerm?
  ) -> Tensor {
    precondition(ids.allBelow(table.rows), "an id beyond the \(table.rows) rows of \(table.name)")
    let start = slotCount
    let y = makeTensor(rows: ids.count, columns: table.columns)
    let scale = (mode.isTraining && dropout.isActive) || factor != 1 ? rowScale(ids, dropout, factor) : nil
    let positions = if let term { rows(of: term) } else { nil as (table: Matrix, ids: Indices)? }
    precondition(positions.map { $0.ids.allBelow($0.table.rows) } ?? true, "a position beyond those that there are")
    Kernels.embed(
      ids, table: parameter(table), scale: scale.map { value(of: $0) }, positions: positions, into: value(of: y))
    let learned: (table: Parameter, ids: Indices)? =
      if case .learned(let table, let places) = term { (table, places) } else { nil }
    record(.embedding(EmbeddingOperation(y: y, table: table, ids: ids, scale: scale, positions: learned)), since: start)
    return y
  }

  private func rows(of term: PositionTerm) -> (table: Matrix, ids: Indices) {
    switch term {
    case .learned(let table, let places): (parameter(table), places)
    case .fixed(let table, let places): (table, places)
    }
  }

  /// The factor of each row: 0 for a dropped word or entry, else factor / (1 - entryRate).
  private mutating func rowScale(_ ids: Indices, _ dropout: EmbeddingDropout, _ factor: Float) -> Tensor {
    let scale = makeTensor(rows: ids.count, columns: 1)
    let matrix = value(of: scale)
    guard mode.isTraining, dropout.isActive else {
      matrix.fill(with: factor)
      return scale
    }
    let key = nextKey()
    let (words, entries) = (key.child(0), key.child(1))
    let kept = factor / (1 - dropout.entryRate)
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
