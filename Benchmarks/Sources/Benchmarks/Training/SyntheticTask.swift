import SerfData
import SerfModels
import SerfNN
import SerfTensor
import SerfTraining

/// Classification of synthetic texts, as the trainer's own task has it; nothing is held out.
final class SyntheticTask<Network: ClassifierNetwork>: TrainingTask {
  let network: Network
  let texts: EncodedTexts
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()

  init(network: Network, texts: EncodedTexts) {
    (self.network, self.texts) = (network, texts)
    exampleLengths = (0..<texts.count).map { Int32(texts.length(of: $0)) }
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  func makeShard() -> TextBatch { TextBatch() }

  func fill(_ shard: TextBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.fill(
      from: texts, examples: examples, offset: index, stride: shardCount, as: network.packing)
  }

  func tokenCount(of shard: TextBatch) -> Int { shard.tokenCount }

  func weight(of examples: ArraySlice<Int>) -> Double { Double(examples.count) }

  func loss(of shard: TextBatch, scale: Float, on tape: inout Tape) -> Loss {
    tape.crossEntropy(network.logits(of: shard, on: &tape), labels: shard.labels.view, scale: scale)
  }

  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation { Validation(loss: 0, score: 0) }
}
