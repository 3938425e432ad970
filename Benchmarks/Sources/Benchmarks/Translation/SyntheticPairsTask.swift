import SerfData
import SerfModels
import SerfNN
import SerfTensor
import SerfTraining

/// Translation of synthetic pairs, as the trainer's own task has it; nothing is held out.
final class SyntheticPairsTask: TrainingTask {
  let network: TranslationNetwork
  private let pairs: EncodedPairs
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()

  init(network: TranslationNetwork, pairs: EncodedPairs) {
    (self.network, self.pairs) = (network, pairs)
    exampleLengths = (0..<pairs.count).map {
      Int32(max(pairs.source.length(of: $0), pairs.target.length(of: $0)) + 1)
    }
  }

  /// Lengths of both sides of some pairs, their ends among them. Unit: tokens.
  func lengths(of examples: ArraySlice<Int>) -> (sources: [Int], targets: [Int]) {
    (examples.map { pairs.source.length(of: $0) + 1 }, examples.map { pairs.target.length(of: $0) + 1 })
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  var pieceTokens: Int { network.pieceTokens }

  func makeShard() -> PairBatch { PairBatch(special: TranslationSizes.special) }

  func fill(_ shard: PairBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.fill(from: pairs, pairs: examples, offset: index, stride: shardCount)
  }

  /// Target tokens and ends, as the peer counts.
  func tokenCount(of shard: PairBatch) -> Int { shard.labels.count }

  func weight(of examples: ArraySlice<Int>) -> Double {
    Double(examples.reduce(0) { $0 + pairs.target.length(of: $1) + 1 })
  }

  func loss(of shard: PairBatch, scale: Float, on tape: inout Tape) -> Loss {
    network.loss(of: shard, smoothing: TranslationSizes.labelSmoothing, scale: scale, on: &tape)
  }

  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation { Validation(loss: 0, score: 0) }
}
