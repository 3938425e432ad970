import CSerfKernels
import Glibc
import SerfActivations

/// The C kernels over views: with `BLAS.swift` the one place where SerfTensor's pointers meet C. Shapes are checked here, once a call.
package enum Kernels {
  /// y += x
  package static func add(_ x: Matrix, to y: Matrix) {
    precondition(x.rows == y.rows && x.columns == y.columns, "[\(x.rows), \(x.columns)] to [\(y.rows), \(y.columns)]")
    if x.isContiguous, y.isContiguous { return unsafe serf_add_f32(x.base, y.base, x.count) }
    for row in 0..<x.rows {
      unsafe serf_add_f32(x.base + row * x.stride, y.base + row * y.stride, x.columns)
    }
  }

  /// y += x, and x = 0.
  package static func drain(_ x: Matrix, into y: Matrix) {
    precondition(x.count == y.count && x.isContiguous && y.isContiguous)
    unsafe serf_drain_f32(x.base, y.base, x.count)
  }

  /// y = a + b
  static func sum(_ a: Matrix, _ b: Matrix, into y: Matrix) {
    precondition(a.count == y.count && b.count == y.count && a.isContiguous && b.isContiguous && y.isContiguous)
    unsafe serf_sum_f32(a.base, b.base, y.base, y.count)
  }

  /// y *= x
  static func multiply(_ y: Matrix, by x: Matrix) {
    precondition(x.count == y.count && x.isContiguous && y.isContiguous)
    unsafe serf_multiply_f32(x.base, y.base, y.count)
  }

  /// y += factor · x
  static func add(_ x: Matrix, scaledBy factor: Float, to y: Matrix) {
    precondition(x.count == y.count && x.isContiguous && y.isContiguous)
    unsafe serf_axpy_f32(factor, x.base, y.base, x.count)
  }

  package static func scale(_ y: Matrix, by factor: Float) {
    precondition(y.isContiguous)
    unsafe serf_scale_f32(y.base, factor, y.count)
  }

  /// sums [1, D] += the sum of x's rows.
  static func addColumnSums(of x: Matrix, to sums: Matrix) {
    precondition(sums.columns == x.columns)
    unsafe serf_column_sums_f32(x.base, sums.base, x.rows, x.columns, x.stride)
  }

  package static func sumOfSquares(_ x: Matrix) -> Double {
    precondition(x.isContiguous)
    return unsafe serf_sum_of_squares_f32(x.base, x.count)
  }

  /// How many elements are NaN or infinite.
  package static func notFiniteCount(_ x: Matrix) -> Int {
    precondition(x.isContiguous)
    return unsafe serf_count_not_finite_f32(x.base, x.count)
  }
}

// MARK: - Random numbers
extension Kernels {
  /// The block of four words for a 64-bit counter, with a second one that keeps single draws and bulk streams apart.
  package static func philox(
    block: UInt64, domain: UInt32 = 0, key: UInt64, rounds: Int32 = 10
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
    var counter = (UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32), domain, UInt32(0))
    var halves = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    unsafe withUnsafeMutableBytes(of: &words) { words in
      unsafe withUnsafeMutableBytes(of: &counter) { counter in
        unsafe withUnsafeMutableBytes(of: &halves) { halves in
          unsafe serf_philox4x32(
            counter.assumingMemoryBound(to: UInt32.self).baseAddress,
            halves.assumingMemoryBound(to: UInt32.self).baseAddress, rounds,
            words.assumingMemoryBound(to: UInt32.self).baseAddress)
        }
      }
    }
    return words
  }

  /// y = dropout(x) with the mask of `key`; y may be x.
  static func dropout(_ x: Matrix, into y: Matrix, rate: Float, key: RandomKey) {
    precondition(x.count == y.count && x.isContiguous && y.isContiguous)
    unsafe serf_dropout_f32(x.base, y.base, x.count, rate, key.bits)
  }

  /// y = base + dropout(x) with the mask of `key`; y may be base.
  static func addDropout(_ x: Matrix, to base: Matrix, into y: Matrix, rate: Float, key: RandomKey) {
    precondition(x.count == y.count && base.count == y.count && x.isContiguous && base.isContiguous && y.isContiguous)
    unsafe serf_dropout_sum_f32(x.base, base.base, y.base, x.count, rate, key.bits)
  }

  static func log(_ x: Double) -> Double { Glibc.log(x) }
  static func cosine(_ x: Double) -> Double { Glibc.cos(x) }
}

// MARK: - Activations
extension Kernels {
  /// Floats that are worked on at a time where two passes follow each other: they stay in the core's first cache. A whole
  /// number of the 64 that dropout draws together.
  private static let block = 4096

  /// y = dropout(f(x)). With `slope` x holds f' afterwards, dropped and scaled alike.
  static func activate(
    _ x: Matrix, _ activation: any Activation, into y: Matrix, slope: Bool, dropout: (rate: Float, key: RandomKey)?
  ) {
    precondition(x.count == y.count && x.isContiguous && y.isContiguous && (slope || dropout == nil))
    guard slope else { return unsafe activation.apply(x.base, y.base, count: x.count) }
    for start in stride(from: 0, to: x.count, by: block) {
      let (input, output, count) = unsafe (x.base + start, y.base + start, min(block, x.count - start))
      unsafe activation.applyWithSlope(input, output, count: count)
      if let dropout {
        unsafe serf_dropout_pair_f32(output, input, count, start, dropout.rate, dropout.key.bits)
      }
    }
  }
}

// MARK: - Layers
extension Kernels {
  /// y[r] = scale[r] · table[ids[r]] + positions[position[r]].
  static func embed(
    _ ids: Indices, table: Matrix, scale: Matrix?, positions: (table: Matrix, ids: Indices)?, into y: Matrix
  ) {
    precondition(ids.count == y.rows && table.columns == y.columns && y.isContiguous)
    unsafe serf_embedding_f32(
      table.base, ids.base, scale?.base, positions?.table.base, positions?.ids.base, y.base, y.rows, y.columns)
  }

  /// gradient[ids[r]] += scale[r] · dy[r].
  static func embedBackward(_ dy: Matrix, ids: Indices, scale: Matrix?, to gradient: Matrix) {
    precondition(ids.count == dy.rows && gradient.columns == dy.columns && dy.isContiguous)
    unsafe serf_embedding_backward_f32(dy.base, ids.base, scale?.base, gradient.base, dy.rows, dy.columns)
  }

  static func layerNorm(
    _ x: Matrix, gain: Matrix, bias: Matrix, epsilon: Float, into y: Matrix, normed: Matrix?, inverse: Matrix?
  ) {
    precondition(x.count == y.count && gain.columns == x.columns && x.isContiguous && y.isContiguous)
    unsafe serf_layer_norm_f32(
      x.base, gain.base, bias.base, epsilon, y.base, normed?.base, inverse?.base, x.rows, x.columns)
  }

  static func layerNormBackward(
    _ dy: Matrix, gain: Matrix, normed: Matrix, inverse: Matrix, into dx: Matrix, accumulate: Bool, dgain: Matrix,
    dbias: Matrix
  ) {
    precondition(dy.count == dx.count && normed.count == dy.count && dy.isContiguous && dx.isContiguous)
    unsafe serf_layer_norm_backward_f32(
      dy.base, gain.base, normed.base, inverse.base, dx.base, accumulate ? 1 : 0, dgain.base, dbias.base, dy.rows,
      dy.columns)
  }

  /// One LSTM step; shapes as in `serf_lstm_step_f32`.
  static func lstmStep(
    gates: Matrix, bias: Matrix, previousCell: Matrix?, cell: Matrix, tanhCell: Matrix, h: Matrix
  ) {
    precondition(gates.columns == 4 * h.columns && gates.rows == h.rows && gates.isContiguous && cell.rows == h.rows)
    unsafe serf_lstm_step_f32(
      gates.base, bias.base, previousCell?.base ?? cell.base, previousCell?.rows ?? 0, cell.base, tanhCell.base,
      h.base, h.stride, h.rows, h.columns)
  }

  /// The gradient of one LSTM step; shapes as in `serf_lstm_step_backward_f32`.
  static func lstmStepBackward(
    gates: Matrix, previousCell: Matrix?, tanhCell: Matrix, dy: Matrix, recurrent: Matrix?, dcell: Matrix
  ) {
    precondition(gates.columns == 4 * dy.columns && gates.rows == dy.rows && dcell.rows >= dy.rows)
    unsafe serf_lstm_step_backward_f32(
      gates.base, previousCell?.base ?? tanhCell.base, previousCell?.rows ?? 0, tanhCell.base, dy.base, dy.stride,
      recurrent?.base ?? tanhCell.base, recurrent?.rows ?? 0, dcell.base, dy.rows, dy.columns)
  }

  /// Softmax of scale · x, row by row, in place.
  static func softmaxRows(_ x: Matrix, scale: Float) {
    unsafe serf_softmax_rows_f32(x.base, scale, x.rows, x.columns, x.stride)
  }

  /// As ``softmaxRows(_:scale:)`` over the first columns alone: row r of a square sees columns 0 ... r, the others become 0.
  static func causalSoftmaxRows(_ x: Matrix, scale: Float) {
    precondition(x.rows == x.columns)
    unsafe serf_softmax_causal_rows_f32(x.base, scale, x.rows, x.stride)
  }

  /// Attention of the last step's rows to their ancestors in all steps; shapes as in `serf_attend_steps_f32`.
  static func attendSteps(
    _ steps: [Matrix], ancestors: Indices, heads: Int, weights: Matrix, into y: Matrix
  ) {
    precondition(steps.allSatisfy { $0.isContiguous && $0.columns == 3 * y.columns } && y.isContiguous)
    precondition(ancestors.count == steps.count * y.rows && weights.count >= steps.count && y.columns % heads == 0)
    for (index, step) in steps.enumerated() {
      for row in 0..<y.rows { precondition(ancestors[row * steps.count + index] < step.rows, "an ancestor too many") }
    }
    let bases: [UnsafePointer<Float>?] = unsafe steps.map { unsafe UnsafePointer($0.base) }
    unsafe bases.withUnsafeBufferPointer { bases in
      unsafe serf_attend_steps_f32(
        bases.baseAddress, steps.count, ancestors.base, weights.base, y.base, y.rows, y.columns, heads)
    }
  }

  static func softmaxRowsBackward(_ probabilities: Matrix, gradient: Matrix, scale: Float) {
    precondition(probabilities.rows == gradient.rows && probabilities.stride == gradient.stride)
    unsafe serf_softmax_rows_backward_f32(
      probabilities.base, gradient.base, scale, gradient.rows, gradient.columns, gradient.stride)
  }
}

// MARK: - Pooling and loss
extension Kernels {
  static func poolMaxMean(_ x: Matrix, segments: Indices, inverseLengths: Matrix, into pooled: Matrix, winner: Matrix) {
    precondition(segments.count == x.rows && pooled.columns == 2 * x.columns && winner.count == pooled.rows * x.columns)
    unsafe winner.base.withMemoryRebound(to: Int32.self, capacity: winner.count) { winner in
      unsafe serf_pool_max_mean_f32(
        x.base, segments.base, inverseLengths.base, pooled.base, winner, x.rows, x.columns, pooled.rows)
    }
  }

  static func poolMaxMeanBackward(
    _ dpooled: Matrix, segments: Indices, inverseLengths: Matrix, winner: Matrix, to dx: Matrix
  ) {
    precondition(segments.count == dx.rows && dpooled.columns == 2 * dx.columns)
    unsafe winner.base.withMemoryRebound(to: Int32.self, capacity: winner.count) { winner in
      unsafe serf_pool_max_mean_backward_f32(
        dpooled.base, segments.base, inverseLengths.base, winner, dx.base, dx.rows, dx.columns, dpooled.rows)
    }
  }

  static func poolAttention(_ x: Matrix, segments: Indices, weights: Matrix, into pooled: Matrix) {
    precondition(segments.count == x.rows && weights.rows == x.rows && pooled.columns == x.columns)
    unsafe serf_pool_attention_f32(
      x.base, segments.base, weights.base, pooled.base, x.rows, x.columns, pooled.rows)
  }

  static func poolAttentionBackward(
    _ x: Matrix, segments: Indices, weights: Matrix, dpooled: Matrix, to dx: Matrix, dscores: Matrix, scratch: Matrix
  ) {
    precondition(segments.count == x.rows && dscores.rows == x.rows && scratch.count >= dpooled.rows)
    unsafe serf_pool_attention_backward_f32(
      x.base, segments.base, weights.base, dpooled.base, dx.base, dscores.base, scratch.base, x.rows, x.columns,
      dpooled.rows)
  }

  /// Softmax cross-entropy; logits become the gradient of the sum. Returns the sum and the rows' weight.
  static func crossEntropy(
    _ logits: Matrix, labels: Indices, classWeights: Matrix?, smoothing: Float
  ) -> (sum: Double, weight: Double) {
    precondition(labels.count == logits.rows && logits.isContiguous)
    var weight = 0.0
    let sum = unsafe serf_cross_entropy_f32(
      logits.base, labels.base, classWeights?.base, smoothing, logits.rows, logits.columns, &weight)
    return (sum, weight)
  }
}

// MARK: - Choosing outputs
extension Kernels {
  /// ln Σ eˣ over a row.
  static func logSum(_ row: Matrix) -> Float {
    precondition(row.rows == 1)
    return unsafe serf_log_sum_f32(row.base, row.columns)
  }

  /// Appends the largest numbers of a row, largest first, and their columns; -∞ in column 0 where it has fewer.
  static func appendTop(_ count: Int, of row: Matrix, to values: inout [Float], _ columns: inout [Int32]) {
    precondition(row.rows == 1 && row.columns < Int32.max)
    unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { top in
      unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: count) { places in
        guard let topBase = top.baseAddress, let placeBase = places.baseAddress else { return }
        let found = unsafe serf_top_f32(row.base, row.columns, topBase, placeBase, count)
        for index in 0..<count {
          unsafe values.append(index < found ? top[index] : -.infinity)
          unsafe columns.append(index < found ? places[index] : 0)
        }
      }
    }
  }
}
