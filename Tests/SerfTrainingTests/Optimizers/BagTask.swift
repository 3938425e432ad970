import SerfData
import SerfNN
import SerfTensor
import SerfTraining

/// A classifier whose logits are the mean of some rows of one row-sparse table.
final class BagTask: TrainingTask {
  let blueprint: ParameterBlueprint
  let table: Parameter
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()
  private let bags: [[Int]]
  private let labels: [Int]

  init(bags: [[Int]], labels: [Int], rows: Int, classCount: Int) {
    let builder = ParameterBuilder()
    table = builder.root.parameter("table", rows: rows, columns: classCount, isRowSparse: true, .zeros)
    blueprint = builder.blueprint
    (self.bags, self.labels) = (bags, labels)
    exampleLengths = bags.map { Int32($0.count) }
  }

  final class Shard: @unchecked Sendable {
    fileprivate let ids = IndexBuffer()
    fileprivate let segments = IndexBuffer()
    fileprivate let labels = IndexBuffer()
  }

  func makeShard() -> Shard { Shard() }

  func fill(_ shard: Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    for buffer in [shard.ids, shard.segments, shard.labels] { buffer.removeAll() }
    for place in stride(from: examples.startIndex + index, to: examples.endIndex, by: shardCount) {
      for id in bags[examples[place]] {
        shard.ids.append(id)
        shard.segments.append(shard.labels.count)
      }
      shard.labels.append(labels[examples[place]])
    }
  }

  func tokenCount(of shard: Shard) -> Int { shard.ids.count }
  func weight(of examples: ArraySlice<Int>) -> Double { Double(examples.count) }

  func loss(of shard: Shard, scale: Float, on tape: inout Tape) -> Loss {
    let logits = tape.bag(
      BagFeatures(table: table, ids: shard.ids.view, segments: shard.segments.view), nil,
      sequences: shard.labels.count, dropoutRate: 0)
    return tape.crossEntropy(logits, labels: shard.labels.view, scale: scale)
  }

  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation { Validation(loss: 0, score: 0) }
}
