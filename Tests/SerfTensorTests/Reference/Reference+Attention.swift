extension Reference {
  /// For each sequence and head softmax(Q · Kᵀ / √d) · V, queries, keys and values side by side in qkv.
  /// - Parameters:
  ///   - isCausal: whether a row sees itself and the rows before it alone.
  ///   - factors: what dropout multiplies the weights by, for each sequence, then head, a [length, length] grid.
  static func attention(
    _ qkv: Grid, starts: [Int], heads: Int, isCausal: Bool = false, factors: [[Grid]]? = nil
  ) -> Grid {
    let width = qkv.columns / 3
    return attention(
      qkv.columns(0..<width), memory: qkv.columns(width..<3 * width), queryStarts: starts, keyStarts: starts,
      sources: Array(0..<starts.count - 1), heads: heads, isCausal: isCausal, factors: factors)
  }

  /// The same with keys and values side by side in a memory of its own.
  /// - Parameter sources: for each sequence of queries that of its keys.
  static func attention(
    _ queries: Grid, memory: Grid, queryStarts: [Int], keyStarts: [Int], sources: [Int], heads: Int,
    isCausal: Bool = false, factors: [[Grid]]? = nil
  ) -> Grid {
    let width = queries.columns
    let headWidth = width / heads
    var y = Grid(rows: queries.rows, columns: width)
    for (sequence, source) in sources.enumerated() {
      let (start, keyStart) = (queryStarts[sequence], keyStarts[source])
      let keyCount = keyStarts[source + 1] - keyStart
      for head in 0..<heads {
        let first = head * headWidth
        for i in 0..<queryStarts[sequence + 1] - start {
          let visible = isCausal ? i + 1 : keyCount
          let scores = (0..<visible).map { j in
            (0..<headWidth).reduce(0.0) { $0 + queries[start + i, first + $1] * memory[keyStart + j, first + $1] }
              / Double(headWidth).squareRoot()
          }
          for (j, weight) in softmax(scores).enumerated() {
            let share = weight * (factors?[sequence][head][i, j] ?? 1)
            for column in first..<first + headWidth {
              y[start + i, column] += share * memory[keyStart + j, width + column]
            }
          }
        }
      }
    }
    return y
  }
}
