/// The mean of rows of several tables for each sequence: y[b] = Σ s · table[id] / count[b]. The averaged words and hashed
/// word pairs of Joulin et al. 2017 (fastText).
struct BagOperation {
  let y: Tensor
  let first: BagFeatures
  let second: BagFeatures?
  /// [B, 1], one over the number of features of each sequence.
  let inverseCounts: Tensor
  let rate: Float
  let key: RandomKey

  func backward(on tape: inout Tape) {
    guard let dy = tape.gradient(of: y) else { return }
    let inverse = tape.value(of: inverseCounts)
    backward(dy, features: first, key: key.child(0), inverse: inverse, on: tape)
    if let second { backward(dy, features: second, key: key.child(1), inverse: inverse, on: tape) }
  }

  private func backward(
    _ dy: Matrix, features: BagFeatures, key: RandomKey, inverse: Matrix, on tape: borrowing Tape
  ) {
    for index in 0..<features.ids.count where !key.isBelow(rate, at: index) {
      let (sequence, id) = (features.segments[index], features.ids[index])
      let target =
        features.table.isRowSparse
        ? tape.sparseGradient(features.table).sums(ofRow: id)
        : tape.parameterGradient(features.table).rows(id..<id + 1)
      Kernels.add(dy.rows(sequence..<sequence + 1), scaledBy: inverse[sequence, 0] / (1 - rate), to: target)
    }
  }
}

/// Features of one table: ids and, for each, the sequence that it belongs to.
package struct BagFeatures {
  package let table: Parameter
  package let ids: Indices
  package let segments: Indices

  package init(table: Parameter, ids: Indices, segments: Indices) {
    precondition(ids.count == segments.count)
    (self.table, self.ids, self.segments) = (table, ids, segments)
  }
}

extension Tape {
  /// The mean of the features' rows in each of B sequences; in training each feature is dropped with probability `rate`.
  /// - Returns: [B, D]; 0 for a sequence without features.
  package mutating func bag(
    _ first: BagFeatures, _ second: BagFeatures?, sequences: Int, dropoutRate: Float
  ) -> Tensor {
    precondition(second.map { $0.table.columns == first.table.columns } ?? true)
    let start = slotCount
    let y = makeTensor(rows: sequences, columns: first.table.columns)
    let inverseCounts = makeTensor(rows: sequences, columns: 1)
    let (sums, inverse) = (value(of: y), value(of: inverseCounts))
    let rate = mode.isTraining ? dropoutRate : 0
    let key = nextKey()
    sums.fill(with: 0)
    inverse.fill(with: 0)
    addFeatures(first, rate: rate, key: key.child(0), to: sums, counts: inverse)
    if let second { addFeatures(second, rate: rate, key: key.child(1), to: sums, counts: inverse) }
    for sequence in 0..<sequences {
      inverse[sequence, 0] = inverse[sequence, 0] > 0 ? 1 / inverse[sequence, 0] : 0
      Kernels.scale(sums.rows(sequence..<sequence + 1), by: inverse[sequence, 0] / (1 - rate))
    }
    record(
      .bag(
        BagOperation(y: y, first: first, second: second, inverseCounts: inverseCounts, rate: rate, key: key)),
      since: start)
    return y
  }

  private func addFeatures(
    _ features: BagFeatures, rate: Float, key: RandomKey, to sums: Matrix, counts: Matrix
  ) {
    let table = parameter(features.table)
    for index in 0..<features.ids.count {
      let sequence = features.segments[index]
      counts[sequence, 0] += 1
      if key.isBelow(rate, at: index) { continue }
      let id = features.ids[index]
      Kernels.add(table.rows(id..<id + 1), to: sums.rows(sequence..<sequence + 1))
    }
  }
}
