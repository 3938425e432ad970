package import SerfTensor

/// Rows of a table for token ids, with dropout of words and whole entries, and learned positions where asked for.
package struct Embedding: Sendable {
  package let table: Parameter
  let positions: Parameter?
  let dropout: EmbeddingDropout

  /// - Parameters:
  ///   - positionCount: longest sequence for learned positions; nil for none.
  ///   - isRowSparse: gradients and updates of touched rows alone, for a large table.
  package init(
    _ scope: ParameterScope, vocabularySize: Int, width: Int, positionCount: Int? = nil, isRowSparse: Bool = false,
    dropout: EmbeddingDropout = EmbeddingDropout()
  ) {
    table = scope.parameter(
      "weight", rows: vocabularySize, columns: width, isRowSparse: isRowSparse, .normal(deviation: 0.1))
    positions = positionCount.map { scope.parameter("positions", rows: $0, columns: width, .normal(deviation: 0.02)) }
    self.dropout = dropout
  }

  /// - Parameter positions: for each id its place in its sequence; used by an embedding with learned positions.
  /// - Returns: [N, width].
  package func callAsFunction(_ ids: Indices, positions places: Indices, on tape: inout Tape) -> Tensor {
    tape.embedding(ids, table: table, dropout: dropout, positions: positions.map { ($0, places) })
  }
}
