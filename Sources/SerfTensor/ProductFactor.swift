import CSerfKernels

/// A matrix, or its transpose, in a product.
package struct ProductFactor {
  let matrix: Matrix
  let isTransposed: Bool
  /// Its numbers as tiles read a second factor, where it was packed for many products; nil where each product packs it.
  private(set) var panels: Matrix?

  package init(_ matrix: Matrix, isTransposed: Bool = false) {
    (self.matrix, self.isTransposed) = (matrix, isTransposed)
  }

  var rows: Int { isTransposed ? matrix.columns : matrix.rows }
  var columns: Int { isTransposed ? matrix.rows : matrix.columns }
  /// Unit: floats.
  var rowDistance: Int { isTransposed ? 1 : matrix.stride }
  var columnDistance: Int { isTransposed ? matrix.stride : 1 }

  /// Floats of its panels.
  package var panelCount: Int { serf_panel_count(columns, rows) }

  /// The factor with its panels.
  /// - Parameter panels: at least ``panelCount`` floats, which it reads from then on.
  package func packed(into panels: Matrix) -> ProductFactor {
    precondition(rows > 0 && panels.isContiguous && panels.count >= panelCount, "panels of \(rows) × \(columns)")
    unsafe serf_pack_f32(columns, rows, matrix.base, columnDistance, rowDistance, panels.base)
    return with(panels)
  }

  /// The factor with panels that it was packed into before.
  func with(_ panels: Matrix) -> ProductFactor {
    var factor = self
    factor.panels = panels
    return factor
  }
}
