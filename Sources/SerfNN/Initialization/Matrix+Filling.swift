package import SerfTensor

extension Matrix {
  private func fill(_ draw: () -> Double) {
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = Float(draw()) }
    }
  }

  /// Normal numbers; those beyond `bound` standard deviations are drawn again.
  package func fillNormal(deviation: Double, bound: Double = .infinity, _ random: inout RandomStream) {
    fill {
      var z = random.normal()
      while abs(z) > bound { z = random.normal() }
      return z * deviation
    }
  }

  /// Uniform numbers in ±√3 standard deviations.
  package func fillUniform(deviation: Double, _ random: inout RandomStream) {
    let bound = deviation * 3.0.squareRoot()
    fill { (2 * random.uniform() - 1) * bound }
  }

  /// Orthonormal rows (or columns, where there are more rows than columns): normal vectors through the modified
  /// Gram-Schmidt process, twice, in double precision.
  package func fillOrthogonal(_ random: inout RandomStream) {
    let (count, length) = (min(rows, columns), max(rows, columns))
    var vectors: [[Double]] = []
    for _ in 0..<count {
      var vector = (0..<length).map { _ in random.normal() }
      for _ in 0..<2 {
        for other in vectors {
          let along = zip(vector, other).reduce(0) { $0 + $1.0 * $1.1 }
          for index in 0..<length { vector[index] -= along * other[index] }
        }
      }
      let norm = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
      vectors.append(vector.map { $0 / norm })
    }
    for row in 0..<rows {
      for column in 0..<columns {
        self[row, column] = Float(rows <= columns ? vectors[row][column] : vectors[column][row])
      }
    }
  }
}
