import CSerfKernels

/// Matrix products of one worker: in tiles of our own on a processor with 512-bit vectors, by OpenBLAS elsewhere.
///
/// On such a processor (Zen 4) OpenBLAS 0.3.21 comes to 80 to 86 % of what the vector units can do at the shapes of a
/// training step, the tiles to 90 to 95 %. Below a million terms it needs no packing and is the faster of the two.
package final class MatrixProducts {
  /// Where the tiles' factors are packed; nil where OpenBLAS does everything.
  private let workspace: AlignedBuffer?
  /// Whether tiles take the small products, too.
  private let isUniform: Bool

  /// - Parameters:
  ///   - usesTiles: by default whether the processor runs them at their speed.
  ///   - isUniform: whether products of all sizes go one way, so that a row's result has the same bits whatever rows are
  ///     computed beside it. Where there are no tiles it is in the hands of OpenBLAS.
  package init(usesTiles: Bool = MatrixProducts.hasTiles, isUniform: Bool = false) {
    precondition(!usesTiles || Self.hasTiles, "tiles of 512-bit vectors on a processor without them")
    workspace = usesTiles ? AlignedBuffer(count: serf_product_workspace()) : nil
    self.isUniform = isUniform
  }

  package static let hasTiles = serf_has_product_f32() != 0

  /// c = a · b, c += a · b or c = a · b + bias: a is [m, k], b [k, n], c [m, n] and bias [1, n], once the factors that are
  /// to be are transposed.
  package func multiply(
    _ a: Matrix, by b: Matrix, transposeFirst: Bool = false, transposeSecond: Bool = false, accumulate: Bool = false,
    bias: Matrix? = nil, into c: Matrix
  ) {
    multiply(
      ProductFactor(a, isTransposed: transposeFirst), by: ProductFactor(b, isTransposed: transposeSecond),
      accumulate: accumulate, bias: bias, into: c)
  }

  /// As above, of factors that know whether they are transposed, and of which the second may be packed.
  package func multiply(
    _ a: ProductFactor, by b: ProductFactor, accumulate: Bool = false, bias: Matrix? = nil, into c: Matrix
  ) {
    precondition(
      a.columns == b.rows && c.rows == a.rows && c.columns == b.columns,
      "[\(a.rows), \(a.columns)] · [\(b.rows), \(b.columns)] into [\(c.rows), \(c.columns)]")
    precondition(bias.map { $0.columns == c.columns && !accumulate } ?? true, "a bias beside sums, or of another width")
    guard c.rows > 0, c.columns > 0 else { return }
    if let workspace, suitsTiles(b, rows: c.rows) {
      return multiplyTiles(a, b, onto: bias ?? (accumulate ? c : nil), into: c, workspace)
    }
    if let bias { c.fillRows(with: bias) }
    BLAS.multiply(a, b, accumulate: accumulate || bias != nil, into: c)
  }

  /// Packed already, or enough terms to be worth it and little of the last tile of columns left empty.
  private func suitsTiles(_ b: ProductFactor, rows: Int) -> Bool {
    if isUniform || b.panels != nil { return true }
    let padded = (b.columns + 31) / 32 * 32
    return rows * b.columns * b.rows >= 1_000_000 && 10 * b.columns >= 9 * padded
  }

  /// - Parameter base: what the product is added to: c, one row, or nothing.
  private func multiplyTiles(
    _ a: ProductFactor, _ b: ProductFactor, onto base: Matrix?, into c: Matrix, _ workspace: AlignedBuffer
  ) {
    unsafe serf_product_f32(
      c.rows, c.columns, a.columns, a.matrix.base, a.rowDistance, a.columnDistance, b.matrix.base, b.columnDistance,
      b.rowDistance, b.panels?.base, base?.base, base.map { $0.rows == 1 ? 0 : $0.stride } ?? 0, c.base, c.stride,
      workspace.base)
  }
}
