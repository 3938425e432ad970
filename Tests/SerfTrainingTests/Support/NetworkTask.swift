import SerfData
import SerfModels
import SerfNN
import SerfTensor
import SerfTraining

/// Any sentiment network over random token ids, as a trainer sees it.
final class NetworkTask: TrainingTask {
  let network: SentimentNetwork
  let texts: EncodedTexts
  let exampleLengths: [Int32]
  let fingerprint = Fingerprint()
  let pieceTokens: Int

  init(
    _ network: SentimentNetwork, lengths: [Int], vocabularySize: Int, pieceTokens: Int = .max, seed: UInt64 = 1
  ) {
    self.network = network
    self.pieceTokens = pieceTokens
    var random = RandomStream(RandomKey(seed: seed))
    var texts = EncodedTexts()
    for length in lengths {
      texts.append(
        (0..<length).map { _ in Int(random.next() % UInt64(vocabularySize)) },
        label: Int(random.next() % UInt64(network.classCount)))
    }
    self.texts = texts
    exampleLengths = lengths.map(Int32.init)
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  func makeParameters() -> ParameterArena {
    let arena = ParameterArena(layout: blueprint.layout)
    blueprint.initialize(arena, initializer: .activation, key: RandomKey(seed: 1))
    return arena
  }

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

  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let loss = PredictionJob.run(network, parameters: parameters, texts: texts, team: team).loss
    return Validation(loss: loss.mean, score: -loss.mean)
  }
}
