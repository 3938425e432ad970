import SerfTensor
import Testing

@Suite("Matrix products")
struct MatrixProductsTests {
  /// Rows of the result, terms of a sum, columns of the result. The last six are large enough for tiles: with heights of 1
  /// to 12 rows, a narrow last tile, odd terms, more terms than a block has, and more columns.
  static let shapes = [
    (1, 1, 1), (1, 33, 1), (3, 5, 17), (17, 1, 33), (33, 17, 3), (64, 100, 65), (49, 353, 64), (85, 107, 120),
    (5, 701, 288), (1, 1300, 800), (18, 211, 1400), (12, 400, 256),
  ]

  /// With tiles, where the processor has them, and by OpenBLAS alone.
  static let engines = Set([MatrixProducts.hasTiles, false]).sorted { $0 && !$1 }

  private static func plainProduct(_ a: Grid, _ b: Grid, transposeFirst: Bool, transposeSecond: Bool) -> Grid {
    let (rows, terms) = transposeFirst ? (a.columns, a.rows) : (a.rows, a.columns)
    var c = Grid(rows: rows, columns: transposeSecond ? b.rows : b.columns)
    for row in 0..<rows {
      for column in 0..<c.columns {
        for term in 0..<terms {
          c[row, column] +=
            (transposeFirst ? a[term, row] : a[row, term]) * (transposeSecond ? b[column, term] : b[term, column])
        }
      }
    }
    return c
  }

  /// A slice of columns in the middle of a wider matrix that is filled with a number that must not be used or changed.
  private static func slice(_ wide: Matrix, _ grid: Grid) -> Matrix {
    wide.fill(with: 1e6)
    let slice = wide.columns(2..<2 + grid.columns)
    slice.fill(with: grid.floats)
    return slice
  }

  /// What the product is added to.
  enum Base: CaseIterable { case zeros, result, bias }

  @Test("all four transpositions, over, added and with a bias, on slices of columns", arguments: shapes, Base.allCases)
  func transpositions(shape: (Int, Int, Int), base: Base) {
    for usesTiles in Self.engines { checkTranspositions(shape, base, MatrixProducts(usesTiles: usesTiles)) }
  }

  private func checkTranspositions(_ shape: (Int, Int, Int), _ base: Base, _ products: MatrixProducts) {
    let (m, k, n) = shape
    var numbers = SeededNumbers(UInt64(m * 10_000 + k * 100 + n))
    for (transposeFirst, transposeSecond) in [(false, false), (false, true), (true, false), (true, true)] {
      let a = transposeFirst ? numbers.grid(k, m) : numbers.grid(m, k)
      let b = transposeSecond ? numbers.grid(n, k) : numbers.grid(k, n)
      let (before, bias) = (numbers.grid(m, n), numbers.grid(1, n))
      let layout = ParameterLayout(
        [a, b, before, bias].enumerated().map { ParameterRequest("\($0)", rows: $1.rows, columns: $1.columns + 5) })
      let arena = ParameterArena(layout: layout)
      let wide = layout.parameters.map { arena.matrix(of: $0) }
      let c = Self.slice(wide[2], before)
      products.multiply(
        Self.slice(wide[0], a), by: Self.slice(wide[1], b), transposeFirst: transposeFirst,
        transposeSecond: transposeSecond, accumulate: base == .result,
        bias: base == .bias ? Self.slice(wide[3], bias) : nil, into: c)
      var expected = Self.plainProduct(a, b, transposeFirst: transposeFirst, transposeSecond: transposeSecond)
      switch base {
      case .zeros: break
      case .result: expected = Reference.sum(expected, before)
      case .bias: for index in expected.values.indices { expected.values[index] += bias.values[index % n] }
      }
      // k + 1 terms of at most 1, each addition off by half a unit in the last place of a sum of at most k + 1.
      let allowed = Double((k + 1) * (k + 1)) * 0x1p-24
      #expect(zip(c.elements, expected.values).allSatisfy { abs(Double($0) - $1) <= allowed })
      let around = (0..<m).flatMap { row in [0, 1, n + 2, n + 3, n + 4].map { wide[2][row, $0] } }
      #expect(around.allSatisfy { $0 == 1e6 })
      withExtendedLifetime(arena) {}
    }
  }

  @Test("a row's numbers are the same bits in a product of any height", .enabled(if: MatrixProducts.hasTiles))
  func heights() {
    var numbers = SeededNumbers(12)
    let (a, b) = (numbers.grid(40, 500), numbers.grid(160, 500))
    let zeros = Grid(rows: 40, columns: 160).floats
    withMatrices([(40, 500, a.floats), (160, 500, b.floats), (40, 160, zeros), (40, 160, zeros)]) { m in
      let products = MatrixProducts()
      products.multiply(m[0], by: m[1], transposeSecond: true, into: m[2])
      for start in [0, 13, 26] {
        let rows = start..<start + 14
        products.multiply(m[0].rows(rows), by: m[1], transposeSecond: true, into: m[3].rows(rows))
      }
      #expect(m[3].elements == m[2].elements)
    }
  }

  @Test(
    "a factor that was packed beforehand gives the same bits", .enabled(if: MatrixProducts.hasTiles),
    arguments: shapes)
  func packed(shape: (Int, Int, Int)) {
    let (m, k, n) = shape
    for isTransposed in [false, true] {
      var numbers = SeededNumbers(UInt64(m + k + n))
      let (a, b) = (numbers.grid(m, k), isTransposed ? numbers.grid(n, k) : numbers.grid(k, n))
      let zeros = Grid(rows: m, columns: n).floats
      let panels = [Float](repeating: .nan, count: k * (n + 31))
      withMatrices([
        (m, k, a.floats), (b.rows, b.columns, b.floats), (m, n, zeros), (m, n, zeros), (1, panels.count, panels),
      ]) { matrices in
        let products = MatrixProducts(isUniform: true)
        let (first, second) = (ProductFactor(matrices[0]), ProductFactor(matrices[1], isTransposed: isTransposed))
        #expect(second.panelCount <= panels.count)
        products.multiply(first, by: second, into: matrices[2])
        let packed = second.packed(into: matrices[4])
        // What is read from now on are the panels.
        matrices[1].fill(with: 1e6)
        products.multiply(first, by: packed, into: matrices[3])
        #expect(matrices[3].elements == matrices[2].elements)
        let small = MatrixProducts()
        small.multiply(first, by: packed, into: matrices[3])
        #expect(matrices[3].elements == matrices[2].elements)
      }
    }
  }

  @Test("no terms give zeros, or what was there")
  func noTerms() {
    let products = MatrixProducts()
    withMatrices([(2, 3, [1, 2, 3, 4, 5, 6]), (3, 2, [1, 1, 1, 1, 1, 1]), (2, 2, [7, 7, 7, 7])]) { m in
      products.multiply(m[0].columns(0..<0), by: m[1].rows(0..<0), accumulate: true, into: m[2])
      #expect(m[2].elements == [7, 7, 7, 7])
      products.multiply(m[0].columns(0..<0), by: m[1].rows(0..<0), into: m[2])
      #expect(m[2].elements == [0, 0, 0, 0])
      products.multiply(m[0].rows(0..<0), by: m[1], into: m[2].rows(0..<0))
    }
  }

  @Test("shapes that do not fit stop the program")
  func misfits() async {
    await #expect(processExitsWith: .failure) {
      withMatrices([
        (2, 3, Array(repeating: 0, count: 6)), (2, 3, Array(repeating: 0, count: 6)),
        (2, 3, Array(repeating: 0, count: 6)),
      ]) {
        MatrixProducts().multiply($0[0], by: $0[1], into: $0[2])
      }
    }
  }
}
