extension Reference {
  /// [u | v | |u - v| | u ∗ v], row by row.
  static func pairFeatures(_ u: Grid, _ v: Grid) -> Grid {
    let width = u.columns
    var y = Grid(rows: u.rows, columns: 4 * width)
    for row in 0..<u.rows {
      for column in 0..<width {
        let (a, b) = (u[row, column], v[row, column])
        for (place, value) in [a, b, abs(a - b), a * b].enumerated() { y[row, place * width + column] = value }
      }
    }
    return y
  }

  /// For each row of sequence b the mean of the rows of x of its partner, weighted by the softmax of the products of keys;
  /// the first half of the sequences are partners of the second half.
  static func alignment(of x: Grid, keys: Grid, starts: [Int], scale: Double) -> Grid {
    var y = Grid(rows: x.rows, columns: x.columns)
    let count = starts.count - 1
    for sequence in 0..<count {
      let partner = (sequence + count / 2) % count
      let others = starts[partner]..<starts[partner + 1]
      for row in starts[sequence]..<starts[sequence + 1] {
        let scores = others.map { other in
          scale * (0..<keys.columns).reduce(0.0) { $0 + keys[row, $1] * keys[other, $1] }
        }
        for (other, weight) in zip(others, softmax(scores)) {
          for column in 0..<x.columns { y[row, column] += weight * x[other, column] }
        }
      }
    }
    return y
  }
}
