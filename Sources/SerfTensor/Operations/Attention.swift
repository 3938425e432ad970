/// Multi-head attention of packed sequences (Vaswani et al. 2017, section 3.2): for each sequence and head
/// softmax(Q · Kᵀ / √d) · V with dropout of the weights; y [N, D].
///
/// Within a sequence Q, K and V lie side by side in [N, 3D]; towards another one Q is [N, D], and K and V lie side by side
/// in [M, 2D].
struct AttentionOperation {
  let input: AttentionInput
  let y: Tensor
  let blocks: AttentionBlocks
  /// Softmax of each head of each sequence, [1, Σ heads · queries · keys].
  let weights: Tensor
  let rate: Float
  let key: RandomKey

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let parts = input.parts(of: tape.value(of: input.queries), tape.value(of: input.memory))
    let weights = tape.value(of: weights)
    // Each block is written once, so an undefined target needs no zeros, unless some of the memory is not looked at.
    let queryTarget = tape.gradientTarget(of: input.queries)
    let memoryTarget =
      if input.isJoint { queryTarget } else if blocks.sources == nil { tape.gradientTarget(of: input.memory) } else {
        (matrix: tape.gradientSum(of: input.memory), accumulate: true)
      }
    let gradients = input.parts(of: queryTarget.matrix, memoryTarget.matrix)
    tape.withScratch(rows: 2, columns: blocks.largestBlock) { tape, scratch in
      blocks.forEach { block, index in
        let softmax = block.weights(of: weights)
        let dropped = block.scratch(scratch.rows(0..<1))
        let dscores = block.scratch(scratch.rows(1..<2))
        let output = dy.rows(block.queries).columns(block.head)
        let key = key.child(index)
        if rate > 0 { Kernels.dropout(softmax, into: dropped, rate: rate, key: key) }
        let (q, k, v) = block.parts(of: parts)
        let (dq, dk, dv) = block.parts(of: gradients)
        tape.multiply(
          rate > 0 ? dropped : softmax, by: output, transposeFirst: true, accumulate: memoryTarget.accumulate, into: dv)
        tape.multiply(output, by: v, transposeSecond: true, into: dscores)
        if rate > 0 { Kernels.dropout(dscores, into: dscores, rate: rate, key: key) }
        Kernels.softmaxRowsBackward(softmax, gradient: dscores, scale: blocks.scale)
        tape.multiply(dscores, by: k, accumulate: queryTarget.accumulate, into: dq)
        tape.multiply(dscores, by: q, transposeFirst: true, accumulate: memoryTarget.accumulate, into: dk)
      }
    }
  }
}

extension Tape {
  /// Attention within each sequence.
  /// - Parameters:
  ///   - qkv: [N, 3D], queries, keys and values side by side, heads side by side within each.
  ///   - starts: B + 1 entries; sequence b owns rows starts[b] ..< starts[b + 1].
  ///   - heads: divides D.
  ///   - isCausal: whether a row sees itself and the rows before it alone.
  ///   - dropoutRate: of the attention weights.
  /// - Returns: [N, D].
  package mutating func attention(
    _ qkv: Tensor, starts: Indices, heads: Int, isCausal: Bool = false, dropoutRate: Float
  ) -> Tensor {
    let width = qkv.columns / 3
    precondition(starts.count > 0 && starts[starts.count - 1] == qkv.rows, "sequences do not cover the rows")
    precondition(width * 3 == qkv.columns && width % heads == 0, "\(heads) heads in a width of \(width)")
    return attend(
      AttentionInput(queries: qkv, memory: qkv, width: width),
      AttentionBlocks(width: width, heads: heads, queryStarts: starts, keyStarts: starts, isCausal: isCausal),
      dropoutRate: dropoutRate)
  }

  /// Attention of the rows of each sequence to the rows of one of another table.
  /// - Parameters:
  ///   - queries: [N, D].
  ///   - memory: [M, 2D], keys and values side by side, heads side by side within each.
  ///   - queryStarts: B + 1 entries over the N rows.
  ///   - keyStarts: one entry more than there are sequences in memory, over the M rows.
  ///   - sources: for each sequence of queries that of its keys; nil pairs them in order.
  /// - Returns: [N, D].
  package mutating func crossAttention(
    _ queries: Tensor, memory: Tensor, queryStarts: Indices, keyStarts: Indices, sources: Indices? = nil, heads: Int,
    dropoutRate: Float
  ) -> Tensor {
    let width = queries.columns
    precondition(queryStarts.count > 0 && queryStarts[queryStarts.count - 1] == queries.rows, "rows without a sequence")
    precondition(keyStarts.count > 0 && keyStarts[keyStarts.count - 1] <= memory.rows, "sequences beyond the memory")
    precondition(memory.columns == 2 * width && width % heads == 0, "\(heads) heads in a width of \(width)")
    precondition(sources != nil || queryStarts.count == keyStarts.count, "sequences without a pair")
    precondition(
      sources.map { $0.count == queryStarts.count - 1 && $0.allBelow(keyStarts.count - 1) } ?? true,
      "a source beyond those in memory")
    return attend(
      AttentionInput(queries: queries, memory: memory, width: width),
      AttentionBlocks(
        width: width, heads: heads, queryStarts: queryStarts, keyStarts: keyStarts, sources: sources),
      dropoutRate: dropoutRate)
  }

  private mutating func attend(
    _ input: AttentionInput, _ blocks: AttentionBlocks, dropoutRate: Float
  ) -> Tensor {
    let start = slotCount
    let y = makeTensor(rows: input.queries.rows, columns: blocks.width)
    let weights = makeTensor(rows: 1, columns: blocks.weightCount)
    let parts = input.parts(of: value(of: input.queries), value(of: input.memory))
    let (output, all) = (value(of: y), value(of: weights))
    let rate = mode.isTraining ? dropoutRate : 0
    let key = nextKey()
    withScratch(rows: 1, columns: blocks.largestBlock) { tape, scratch in
      blocks.forEach { block, index in
        let softmax = block.weights(of: all)
        let (q, k, v) = block.parts(of: parts)
        tape.multiply(q, by: k, transposeSecond: true, into: softmax)
        if blocks.isCausal {
          Kernels.causalSoftmaxRows(softmax, scale: blocks.scale)
        } else {
          Kernels.softmaxRows(softmax, scale: blocks.scale)
        }
        let result = output.rows(block.queries).columns(block.head)
        guard rate > 0 else { return tape.multiply(softmax, by: v, into: result) }
        let dropped = block.scratch(scratch)
        Kernels.dropout(softmax, into: dropped, rate: rate, key: key.child(index))
        tape.multiply(dropped, by: v, into: result)
      }
    }
    if let attentionProbe, !mode.isTraining, !input.isJoint { attentionProbe.record(all, of: blocks) }
    record(
      .attention(
        AttentionOperation(input: input, y: y, blocks: blocks, weights: weights, rate: rate, key: key)),
      since: start)
    return y
  }
}

/// Where queries, keys and values lie: side by side in one tensor [N, 3D], or the queries [N, D] apart from keys and values
/// [M, 2D].
struct AttentionInput {
  let queries: Tensor
  let memory: Tensor
  let width: Int

  var isJoint: Bool { queries == memory }

  /// Queries, keys and values of all sequences, or their gradients, each [rows, D].
  func parts(of queries: Matrix, _ memory: Matrix) -> (Matrix, Matrix, Matrix) {
    let keys = memory.columns - 2 * width
    return (
      queries.columns(0..<width), memory.columns(keys..<keys + width), memory.columns(keys + width..<memory.columns)
    )
  }
}

/// The (sequence, head) blocks of a packed batch, each with its rows, columns and place among the weights.
struct AttentionBlocks {
  let width: Int
  let heads: Int
  let queryStarts: Indices
  let keyStarts: Indices
  /// For each sequence of queries that of its keys; nil pairs them in order.
  var sources: Indices?
  var isCausal = false

  struct Block {
    let queries: Range<Int>
    let keys: Range<Int>
    /// Columns of the head in queries, keys, values and output.
    let head: Range<Int>
    /// Place of its first weight.
    let place: Int

    func parts(of all: (Matrix, Matrix, Matrix)) -> (Matrix, Matrix, Matrix) {
      (
        all.0.rows(queries).columns(head), all.1.rows(keys).columns(head), all.2.rows(keys).columns(head)
      )
    }

    /// [queries, keys] among the weights of all blocks.
    func weights(of all: Matrix) -> Matrix { scratch(all.columns(place..<all.columns)) }

    /// The first numbers of a row as [queries, keys].
    func scratch(_ row: Matrix) -> Matrix {
      row.columns(0..<queries.count * keys.count).reshaped(rows: queries.count, columns: keys.count)
    }
  }

  /// 1/√d.
  var scale: Float { 1 / Float(width / heads).squareRoot() }

  private var sequenceCount: Int { queryStarts.count - 1 }

  private func queries(of sequence: Int) -> Range<Int> { queryStarts[sequence]..<queryStarts[sequence + 1] }

  private func keys(of sequence: Int) -> Range<Int> {
    let source = sources?[sequence] ?? sequence
    return keyStarts[source]..<keyStarts[source + 1]
  }

  /// Queries times keys.
  private func size(of sequence: Int) -> Int { queries(of: sequence).count * keys(of: sequence).count }

  /// Σ heads · queries · keys.
  var weightCount: Int { (0..<sequenceCount).reduce(0) { $0 + heads * size(of: $1) } }

  var largestBlock: Int { (0..<sequenceCount).reduce(0) { max($0, size(of: $1)) } }

  func forEach(_ body: (Block, Int) -> Void) {
    var (place, index) = (0, 0)
    let headWidth = width / heads
    for sequence in 0..<sequenceCount {
      let (queries, keys) = (queries(of: sequence), keys(of: sequence))
      for head in 0..<heads {
        body(
          Block(queries: queries, keys: keys, head: head * headWidth..<(head + 1) * headWidth, place: place), index)
        place += queries.count * keys.count
        index += 1
      }
    }
  }
}
