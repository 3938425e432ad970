import Glibc
import SerfActivations

/// The operations as the papers write them: double precision, one loop a sum, no fusing, no packing tricks. They stay
/// beside the fast versions for ever.
enum Reference {
  /// f(x · Wᵀ + b).
  static func linear(_ x: Grid, weight: Grid, bias: Grid?, activation: (any Activation)? = nil) -> Grid {
    var y = Grid(rows: x.rows, columns: weight.rows)
    for row in 0..<x.rows {
      for unit in 0..<weight.rows {
        var sum = bias?[0, unit] ?? 0
        for column in 0..<x.columns { sum += x[row, column] * weight[unit, column] }
        y[row, unit] = activation?.reference(sum).value ?? sum
      }
    }
    return y
  }

  /// factors[r] · table[ids[r]] + positions[places[r]].
  static func embedding(
    _ ids: [Int], table: Grid, factors: [Double]? = nil, positions: (table: Grid, ids: [Int])? = nil
  ) -> Grid {
    var y = Grid(rows: ids.count, columns: table.columns)
    for row in 0..<ids.count {
      for column in 0..<table.columns {
        y[row, column] = (factors?[row] ?? 1) * table[ids[row], column]
        if let positions { y[row, column] += positions.table[positions.ids[row], column] }
      }
    }
    return y
  }

  /// Features of one table: ids, their sequences and the factor that dropout gives each.
  struct Features {
    let table: Grid
    let ids: [Int]
    let segments: [Int]
    let factors: [Double]
  }

  /// Σ factor · table[id] / number of features, for each sequence.
  static func bag(_ features: [Features], sequences: Int, width: Int) -> Grid {
    var y = Grid(rows: sequences, columns: width)
    for sequence in 0..<sequences {
      var count = 0.0
      for feature in features {
        for index in 0..<feature.ids.count where feature.segments[index] == sequence {
          count += 1
          for column in 0..<width {
            y[sequence, column] += feature.factors[index] * feature.table[feature.ids[index], column]
          }
        }
      }
      for column in 0..<width where count > 0 { y[sequence, column] /= count }
    }
    return y
  }

  /// Element-wise products, the form that dropout takes once its mask is known.
  static func product(_ x: Grid, _ factors: Grid) -> Grid {
    Grid(rows: x.rows, columns: x.columns, values: zip(x.values, factors.values).map { $0 * $1 })
  }

  static func sum(_ a: Grid, _ b: Grid) -> Grid {
    Grid(rows: a.rows, columns: a.columns, values: zip(a.values, b.values).map { $0 + $1 })
  }

  /// gain · (x - mean) / √(variance + ε) + bias, ε = 1e-5 as float32 has it.
  static func layerNorm(_ x: Grid, gain: Grid, bias: Grid) -> Grid {
    var y = x
    let width = Double(x.columns)
    for row in 0..<x.rows {
      let mean = (0..<x.columns).reduce(0.0) { $0 + x[row, $1] } / width
      let variance = (0..<x.columns).reduce(0.0) { $0 + (x[row, $1] - mean) * (x[row, $1] - mean) } / width
      for column in 0..<x.columns {
        let normed = (x[row, column] - mean) / (variance + Double(Float(1e-5))).squareRoot()
        y[row, column] = gain[0, column] * normed + bias[0, column]
      }
    }
    return y
  }

  static func softmax(_ scores: [Double]) -> [Double] {
    let best = scores.max() ?? 0
    let powers = scores.map { exp($0 - best) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// [maximum | mean] over the rows of each sequence.
  static func maxMeanPool(_ x: Grid, segments: [Int], sequences: Int) -> Grid {
    var y = Grid(rows: sequences, columns: 2 * x.columns)
    for sequence in 0..<sequences {
      let rows = (0..<x.rows).filter { segments[$0] == sequence }
      for column in 0..<x.columns {
        y[sequence, column] = rows.map { x[$0, column] }.max() ?? 0
        y[sequence, x.columns + column] = rows.reduce(0.0) { $0 + x[$1, column] } / Double(rows.count)
      }
    }
    return y
  }

  /// Σ softmax(scores)[r] · x[r] over the rows of each sequence.
  static func attentionPool(_ x: Grid, scores: Grid, segments: [Int], sequences: Int) -> Grid {
    var y = Grid(rows: sequences, columns: x.columns)
    for sequence in 0..<sequences {
      let rows = (0..<x.rows).filter { segments[$0] == sequence }
      let weights = softmax(rows.map { scores[$0, 0] })
      for (row, weight) in zip(rows, weights) {
        for column in 0..<x.columns { y[sequence, column] += weight * x[row, column] }
      }
    }
    return y
  }

  /// -Σ target · log softmax with target = (1 - smoothing) on the label + smoothing / C on every class; each row counts
  /// with its label's weight.
  static func crossEntropy(
    _ logits: Grid, labels: [Int], classWeights: [Double]? = nil, smoothing: Double = 0
  ) -> (sum: Double, weight: Double) {
    var (sum, total) = (0.0, 0.0)
    for row in 0..<logits.rows {
      let scores = (0..<logits.columns).map { logits[row, $0] }
      let best = scores.max() ?? 0
      let logSum = best + log(scores.reduce(0.0) { $0 + exp($1 - best) })
      let weight = classWeights?[labels[row]] ?? 1
      for (column, score) in scores.enumerated() {
        let target = (column == labels[row] ? 1 - smoothing : 0) + smoothing / Double(logits.columns)
        sum += weight * target * (logSum - score)
      }
      total += weight
    }
    return (sum, total)
  }
}
