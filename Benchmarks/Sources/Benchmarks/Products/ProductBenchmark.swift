import COpenBLAS

/// Times bare calls of `cblas_sgemm`. Factors lie in three fixed buffers, so that they are as warm as they can be.
final class ProductBenchmark {
  private let a: FloatBuffer
  private let b: FloatBuffer
  private let c: FloatBuffer

  /// - Parameter products: all that will be run.
  init(_ products: [Product]) {
    func size(_ stride: KeyPath<Product, Int>, _ rows: (Product) -> Int) -> Int {
      products.reduce(1) { max($0, $1[keyPath: stride] * rows($1)) }
    }
    a = FloatBuffer(normal: size(\.aStride) { $0.transposeFirst ? $0.k : $0.m }, deviation: 0.05, seed: 2)
    b = FloatBuffer(normal: size(\.bStride) { $0.transposeSecond ? $0.n : $0.k }, deviation: 0.05, seed: 3)
    c = FloatBuffer(count: size(\.cStride) { $0.m })
  }

  /// Seconds of all products, one after the other.
  func time(_ products: [Product]) -> Double {
    Stopwatch.time {
      for product in products { run(product) }
    }
  }

  private func run(_ product: Product) {
    unsafe cblas_sgemm(
      CblasRowMajor, product.transposeFirst ? CblasTrans : CblasNoTrans,
      product.transposeSecond ? CblasTrans : CblasNoTrans, Int32(product.m), Int32(product.n), Int32(product.k), 1,
      a.base, Int32(product.aStride), b.base, Int32(product.bStride), product.accumulate ? 1 : 0, c.base,
      Int32(product.cStride))
  }

  /// Holds the first and the last number of a product to a sum in double precision.
  func check(_ product: Product) {
    precondition(!product.accumulate)
    run(product)
    for (row, column) in [(0, 0), (product.m - 1, product.n - 1)] {
      var sum = 0.0
      for term in 0..<product.k {
        let first = product.transposeFirst ? term * product.aStride + row : row * product.aStride + term
        let second = product.transposeSecond ? column * product.bStride + term : term * product.bStride + column
        sum += Double(a[first]) * Double(b[second])
      }
      let found = c[row * product.cStride + column]
      require((Double(found) - sum).magnitude < 1e-4, "a product of \(product) is \(found), not \(sum)")
    }
  }

  /// Runs a body with so many OpenBLAS threads, then with one again, which our workers count on.
  static func withThreads<R>(_ threads: Int, _ body: () -> R) -> R {
    openblas_set_num_threads(Int32(threads))
    defer { openblas_set_num_threads(1) }
    return body()
  }

  /// Floating point operations a second of a large square product.
  static func peak(threads: Int, seconds: Double) -> Double {
    withThreads(threads) {
      let product = Product(group: .wide, m: 1024, n: 1024, k: 1024)
      let benchmark = ProductBenchmark([product])
      benchmark.check(product)
      return MedianRate.of(seconds: seconds) { Lap(work: product.operations, seconds: benchmark.time([product])) }
    }
  }
}
