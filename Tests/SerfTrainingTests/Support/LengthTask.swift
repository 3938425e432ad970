import SerfData
import SerfNN
import SerfTensor
import SerfTraining

/// A linear task whose examples have lengths, so that batches of tokens differ from epoch to epoch.
final class LengthTask: TrainingTask {
  private let inner: LinearTask
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()

  init(_ lengths: [Int]) {
    inner = LinearTask(count: lengths.count, width: 4, classCount: 3)
    exampleLengths = lengths.map(Int32.init)
  }

  var blueprint: ParameterBlueprint { inner.blueprint }
  func makeParameters(seed: UInt64) -> ParameterArena { inner.makeParameters(seed: seed) }
  func makeShard() -> LinearTask.Shard { inner.makeShard() }
  func tokenCount(of shard: LinearTask.Shard) -> Int { inner.tokenCount(of: shard) }
  func weight(of examples: ArraySlice<Int>) -> Double { inner.weight(of: examples) }

  func fill(_ shard: LinearTask.Shard, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    inner.fill(shard, with: examples, index: index, of: shardCount)
  }

  func loss(of shard: LinearTask.Shard, scale: Float, on tape: inout Tape) -> Loss {
    inner.loss(of: shard, scale: scale, on: &tape)
  }

  /// A score that goes up and down with the weights, and is a function of them alone.
  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let sum = LinearTask.values(parameters).reduce(0.0) { $0 + Double($1) }
    let wave = (sum * 1000).truncatingRemainder(dividingBy: 1)
    return Validation(loss: abs(sum), score: wave)
  }
}
