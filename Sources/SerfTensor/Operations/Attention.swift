/// Multi-head self-attention within each sequence of a packed batch (Vaswani et al. 2017, section 3.2): for each head
/// softmax(Q · Kᵀ / √d) · V with dropout of the weights. Q, K and V lie side by side in qkv [N, 3D]; y [N, D].
struct AttentionOperation {
  let qkv: Tensor
  let y: Tensor
  let starts: Indices
  let heads: Int
  /// Softmax of each head of each sequence, [1, Σ heads · length²].
  let weights: Tensor
  let rate: Float
  let key: RandomKey

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let (input, weights) = (tape.value(of: qkv), tape.value(of: weights))
    // Each block is written once, so an undefined target needs no zeros.
    let target = tape.gradientTarget(of: qkv)
    let blocks = AttentionBlocks(width: y.columns, heads: heads, starts: starts)
    tape.withScratch(rows: 2, columns: blocks.longestSquare) { tape, scratch in
      blocks.forEach { block, index in
        let shape = (rows: block.rows.count, columns: block.rows.count)
        let softmax = weights.columns(block.weights).reshaped(rows: shape.rows, columns: shape.columns)
        let dropped = scratch.rows(0..<1).columns(0..<softmax.count).reshaped(rows: shape.rows, columns: shape.columns)
        let dscores = scratch.rows(1..<2).columns(0..<softmax.count).reshaped(rows: shape.rows, columns: shape.columns)
        let output = dy.rows(block.rows).columns(block.query)
        let key = key.child(index)
        if rate > 0 { Kernels.dropout(softmax, into: dropped, rate: rate, key: key) }
        let (q, k, v) = block.parts(of: input)
        let (dq, dk, dv) = block.parts(of: target.matrix)
        tape.multiply(
          rate > 0 ? dropped : softmax, by: output, transposeFirst: true, accumulate: target.accumulate, into: dv)
        tape.multiply(output, by: v, transposeSecond: true, into: dscores)
        if rate > 0 { Kernels.dropout(dscores, into: dscores, rate: rate, key: key) }
        Kernels.softmaxRowsBackward(softmax, gradient: dscores, scale: blocks.scale)
        tape.multiply(dscores, by: k, accumulate: target.accumulate, into: dq)
        tape.multiply(dscores, by: q, transposeFirst: true, accumulate: target.accumulate, into: dk)
      }
    }
  }
}

extension Tape {
  /// - Parameters:
  ///   - qkv: [N, 3D], queries, keys and values side by side, heads side by side within each.
  ///   - starts: B + 1 entries; sequence b owns rows starts[b] ..< starts[b + 1].
  ///   - heads: divides D.
  ///   - dropoutRate: of the attention weights.
  /// - Returns: [N, D].
  package mutating func attention(_ qkv: Tensor, starts: Indices, heads: Int, dropoutRate: Float) -> Tensor {
    let width = qkv.columns / 3
    precondition(starts.count > 0 && starts[starts.count - 1] == qkv.rows, "sequences do not cover the rows")
    precondition(width * 3 == qkv.columns && width % heads == 0, "\(heads) heads in a width of \(width)")
    let start = slotCount
    let blocks = AttentionBlocks(width: width, heads: heads, starts: starts)
    let y = makeTensor(rows: qkv.rows, columns: width)
    let weights = makeTensor(rows: 1, columns: blocks.weightCount)
    let (input, output, all) = (value(of: qkv), value(of: y), value(of: weights))
    let rate = mode.isTraining ? dropoutRate : 0
    let key = nextKey()
    withScratch(rows: 1, columns: blocks.longestSquare) { tape, scratch in
      blocks.forEach { block, index in
        let length = block.rows.count
        let softmax = all.columns(block.weights).reshaped(rows: length, columns: length)
        let (q, k, v) = block.parts(of: input)
        tape.multiply(q, by: k, transposeSecond: true, into: softmax)
        Kernels.softmaxRows(softmax, scale: blocks.scale)
        let result = output.rows(block.rows).columns(block.query)
        guard rate > 0 else { return tape.multiply(softmax, by: v, into: result) }
        let dropped = scratch.columns(0..<softmax.count).reshaped(rows: length, columns: length)
        Kernels.dropout(softmax, into: dropped, rate: rate, key: key.child(index))
        tape.multiply(dropped, by: v, into: result)
      }
    }
    record(
      .attention(
        AttentionOperation(qkv: qkv, y: y, starts: starts, heads: heads, weights: weights, rate: rate, key: key)),
      since: start)
    return y
  }
}

/// The (sequence, head) blocks of a packed batch, each with its rows, columns and place among the weights.
private struct AttentionBlocks {
  let width: Int
  let heads: Int
  let starts: Indices

  struct Block {
    let rows: Range<Int>
    /// Columns of the head's queries in qkv, and of its output.
    let query: Range<Int>
    let width: Int
    let weights: Range<Int>

    /// Queries, keys and values of the block, each [length, d].
    func parts(of qkv: Matrix) -> (Matrix, Matrix, Matrix) {
      let own = qkv.rows(rows)
      func part(_ offset: Int) -> Matrix {
        own.columns(query.lowerBound + offset * width..<query.upperBound + offset * width)
      }
      return (part(0), part(1), part(2))
    }
  }

  /// 1/√d.
  var scale: Float { 1 / Float(width / heads).squareRoot() }

  private func length(of sequence: Int) -> Int { starts[sequence + 1] - starts[sequence] }

  /// Σ heads · length².
  var weightCount: Int {
    (0..<starts.count - 1).reduce(0) { $0 + heads * length(of: $1) * length(of: $1) }
  }

  var longestSquare: Int {
    (0..<starts.count - 1).reduce(0) { max($0, length(of: $1) * length(of: $1)) }
  }

  func forEach(_ body: (Block, Int) -> Void) {
    var (place, index) = (0, 0)
    let headWidth = width / heads
    for sequence in 0..<starts.count - 1 {
      let square = length(of: sequence) * length(of: sequence)
      for head in 0..<heads {
        body(
          Block(
            rows: starts[sequence]..<starts[sequence + 1], query: head * headWidth..<(head + 1) * headWidth,
            width: width, weights: place..<place + square), index)
        place += square
        index += 1
      }
    }
  }
}
