import COpenBLAS

/// Matrix products by OpenBLAS, on the calling thread alone: the workers are ours, and a product's sums have one order.
enum BLAS {
  /// One thread a call. Called once, before the first product.
  private static let singleThread: Void = openblas_set_num_threads(1)

  /// c = a · b, or c += a · b.
  static func multiply(_ a: ProductFactor, _ b: ProductFactor, accumulate: Bool, into c: Matrix) {
    _ = singleThread
    unsafe cblas_sgemm(
      CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans, b.isTransposed ? CblasTrans : CblasNoTrans,
      Int32(c.rows), Int32(c.columns), Int32(a.columns), 1, a.matrix.base, Int32(max(a.matrix.stride, 1)),
      b.matrix.base, Int32(max(b.matrix.stride, 1)), accumulate ? 1 : 0, c.base, Int32(max(c.stride, 1)))
  }
}
