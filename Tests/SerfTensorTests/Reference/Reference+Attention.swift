extension Reference {
  /// For each sequence and head softmax(Q · Kᵀ / √d) · V, queries, keys and values side by side in qkv.
  /// - Parameter factors: what dropout multiplies the weights by, for each sequence, then head, a [length, length] grid.
  static func attention(_ qkv: Grid, starts: [Int], heads: Int, factors: [[Grid]]? = nil) -> Grid {
    let width = qkv.columns / 3
    let headWidth = width / heads
    var y = Grid(rows: qkv.rows, columns: width)
    for sequence in 0..<starts.count - 1 {
      let (start, length) = (starts[sequence], starts[sequence + 1] - starts[sequence])
      for head in 0..<heads {
        let (query, key, value) = (head * headWidth, width + head * headWidth, 2 * width + head * headWidth)
        for i in 0..<length {
          let scores = (0..<length).map { j in
            (0..<headWidth).reduce(0.0) { $0 + qkv[start + i, query + $1] * qkv[start + j, key + $1] }
              / Double(headWidth).squareRoot()
          }
          for (j, weight) in softmax(scores).enumerated() {
            let share = weight * (factors?[sequence][head][i, j] ?? 1)
            for column in 0..<headWidth { y[start + i, query + column] += share * qkv[start + j, value + column] }
          }
        }
      }
    }
    return y
  }
}
