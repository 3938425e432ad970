/// The gradient of one shard: one dense buffer laid out as the arena's dense prefix, and the touched rows of each
/// row-sparse parameter.
/// - Invariant (`@unchecked Sendable`): one worker at a time works on a shard.
@safe
package final class GradientArena: @unchecked Sendable {
  package let layout: ParameterLayout
  private let dense: AlignedBuffer
  package let sparse: [SparseRows]

  /// All zero.
  package init(layout: ParameterLayout) {
    self.layout = layout
    dense = AlignedBuffer(count: layout.denseCount)
    sparse = layout.sparseParameters.map { SparseRows(rowCount: $0.rows, width: $0.columns) }
  }

  /// The dense prefix as one row.
  package var all: Matrix { unsafe Matrix(base: dense.base, rows: 1, columns: layout.denseCount) }

  /// The gradient of a dense parameter, [rows, columns].
  package func matrix(of parameter: Parameter) -> Matrix {
    precondition(!parameter.isRowSparse, "\(parameter.name) is row-sparse")
    return unsafe Matrix(base: dense.base + parameter.offset, rows: parameter.rows, columns: parameter.columns)
  }
}
