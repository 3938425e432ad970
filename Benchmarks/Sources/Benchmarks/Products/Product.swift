/// One call of `cblas_sgemm`: c [m, n] = a · b, or c += a · b, over k terms a number.
struct Product {
  /// What the product belongs to, for a breakdown.
  enum Group: String, CaseIterable {
    /// Over all tokens or all sequences at once.
    case wide
    /// An LSTM's product of one time step, over the sequences still alive.
    case recurrent
    /// Attention of one head of one sequence.
    case attention
  }

  let group: Group
  let m: Int
  let n: Int
  let k: Int
  var transposeFirst = false
  var transposeSecond = false
  var accumulate = false
  /// Distances between rows where the matrices are slices of columns of wider ones. Unit: floats.
  var strides: (a: Int?, b: Int?, c: Int?) = (nil, nil, nil)

  var aStride: Int { strides.a ?? (transposeFirst ? m : k) }
  var bStride: Int { strides.b ?? (transposeSecond ? k : n) }
  var cStride: Int { strides.c ?? n }

  /// A multiplication and an addition a term.
  var operations: Double { 2 * Double(m) * Double(n) * Double(k) }
}
