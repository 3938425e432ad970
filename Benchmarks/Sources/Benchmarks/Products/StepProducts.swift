/// Every product of one training step, in the shapes that the operations of SerfTensor call with an unsharded batch.
struct StepProducts {
  private(set) var products: [Product] = []

  /// y = x · Wᵀ, dW += dyᵀ · x and dx = dy · W.
  mutating func addLinear(rows: Int, from width: Int, to outer: Int) {
    add(.wide, m: rows, n: outer, k: width, transposeSecond: true)
    add(.wide, m: outer, n: width, k: rows, transposeFirst: true, accumulate: true)
    add(.wide, m: rows, n: width, k: outer)
  }

  mutating func add(
    _ group: Product.Group, m: Int, n: Int, k: Int, transposeFirst: Bool = false, transposeSecond: Bool = false,
    accumulate: Bool = false, strides: (Int?, Int?, Int?) = (nil, nil, nil)
  ) {
    products.append(
      Product(
        group: group, m: m, n: n, k: k, transposeFirst: transposeFirst, transposeSecond: transposeSecond,
        accumulate: accumulate, strides: strides))
  }
}

// MARK: - Attention
extension StepProducts {
  /// Self-attention over sequences of these lengths, from x to the output's linear map.
  mutating func addSelfAttention(lengths: [Int], width: Int, heads: Int) {
    let rows = lengths.reduce(0, +)
    addLinear(rows: rows, from: width, to: 3 * width)
    for length in lengths {
      addHeads(heads, queries: length, keys: length, width: width, packed: (query: 3 * width, key: 3 * width))
    }
    addLinear(rows: rows, from: width, to: width)
  }

  /// Attention of sequences to others, each to its own.
  mutating func addCrossAttention(queries: [Int], keys: [Int], width: Int, heads: Int) {
    let rows = queries.reduce(0, +)
    addLinear(rows: rows, from: width, to: width)
    addLinear(rows: keys.reduce(0, +), from: width, to: 2 * width)
    for (queries, keys) in zip(queries, keys) {
      addHeads(heads, queries: queries, keys: keys, width: width, packed: (query: width, key: 2 * width))
    }
    addLinear(rows: rows, from: width, to: width)
  }

  /// Scores, output, and their gradients: dV, the weights', dQ and dK, of each head of one sequence.
  /// - Parameter packed: columns of the matrix that queries lie in, and of that of keys and values.
  private mutating func addHeads(
    _ heads: Int, queries: Int, keys: Int, width: Int, packed: (query: Int, key: Int)
  ) {
    let depth = width / heads
    for _ in 0..<heads {
      add(.attention, m: queries, n: keys, k: depth, transposeSecond: true, strides: (packed.query, packed.key, nil))
      add(.attention, m: queries, n: depth, k: keys, strides: (nil, packed.key, width))
      add(.attention, m: keys, n: depth, k: queries, transposeFirst: true, strides: (nil, width, packed.key))
      add(.attention, m: queries, n: keys, k: depth, transposeSecond: true, strides: (width, packed.key, nil))
      add(.attention, m: queries, n: depth, k: keys, strides: (nil, packed.key, packed.query))
      add(.attention, m: keys, n: depth, k: queries, transposeFirst: true, strides: (nil, packed.query, packed.key))
    }
  }
}
