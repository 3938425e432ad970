import CSerfKernels

// MARK: - Two texts
extension Kernels {
  /// y = [u | v | |u - v| | u ∗ v], row by row.
  static func pairFeatures(_ u: Matrix, _ v: Matrix, into y: Matrix) {
    precondition(u.rows == v.rows && u.columns == v.columns && y.rows == u.rows && y.columns == 4 * u.columns)
    precondition(u.isContiguous && v.isContiguous && y.isContiguous)
    unsafe serf_pair_features_f32(u.base, v.base, y.base, u.rows, u.columns)
  }

  /// du and dv are added to.
  static func pairFeaturesBackward(_ u: Matrix, _ v: Matrix, dy: Matrix, to du: Matrix, _ dv: Matrix) {
    precondition(u.rows == v.rows && u.columns == v.columns && dy.rows == u.rows && dy.columns == 4 * u.columns)
    precondition(du.rows == u.rows && dv.rows == v.rows && du.columns == u.columns && dv.columns == v.columns)
    precondition(u.isContiguous && v.isContiguous && dy.isContiguous && du.isContiguous && dv.isContiguous)
    unsafe serf_pair_features_backward_f32(u.base, v.base, dy.base, du.base, dv.base, u.rows, u.columns)
  }
}
