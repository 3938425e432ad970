import COpenBLAS

/// Matrix products by OpenBLAS, on the calling thread alone: the workers are ours, and a product's sums have one order.
package enum BLAS {
  /// One thread a call. Called once, before the first product.
  private static let singleThread: Void = openblas_set_num_threads(1)

  /// c = a · b, or c += a · b: a is [m, k], b [k, n] and c [m, n], once the factors that are to be are transposed.
  package static func multiply(
    _ a: Matrix, by b: Matrix, transposeFirst: Bool = false, transposeSecond: Bool = false, accumulate: Bool = false,
    into c: Matrix
  ) {
    _ = singleThread
    let (m, k) = transposeFirst ? (a.columns, a.rows) : (a.rows, a.columns)
    let (inner, n) = transposeSecond ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(
      k == inner && c.rows == m && c.columns == n, "[\(m), \(k)] · [\(inner), \(n)] into [\(c.rows), \(c.columns)]")
    guard m > 0, n > 0 else { return }
    unsafe cblas_sgemm(
      CblasRowMajor, transposeFirst ? CblasTrans : CblasNoTrans, transposeSecond ? CblasTrans : CblasNoTrans, Int32(m),
      Int32(n), Int32(k), 1, a.base, Int32(max(a.stride, 1)), b.base, Int32(max(b.stride, 1)),
      accumulate ? 1 : 0, c.base, Int32(max(c.stride, 1)))
  }
}
