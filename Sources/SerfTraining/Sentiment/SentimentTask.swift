import SerfData
import SerfModels
import SerfNN
import SerfTensor

/// Sentiment classification as a trainer sees it.
final class SentimentTask: TrainingTask {
  let network: SentimentNetwork
  let train: EncodedTexts
  private let dev: EncodedTexts
  let exampleLengths: [Int]
  private let labelSmoothing: Float
  /// [1, classes]; nil where all weigh 1.
  private let classWeights: ClassWeights?

  init(
    network: SentimentNetwork, train: EncodedTexts, dev: EncodedTexts, labelSmoothing: Double,
    classWeights: ClassWeights?
  ) {
    self.network = network
    self.train = train
    self.dev = dev
    self.labelSmoothing = Float(labelSmoothing)
    self.classWeights = classWeights
    exampleLengths = (0..<train.count).map { train.length(of: $0) }
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  func makeShard() -> TextBatch { TextBatch() }

  func fill(_ shard: TextBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.fill(
      from: train, examples: examples, offset: index, stride: shardCount, order: network.encoder.order,
      pairBuckets: network.encoder.pairBuckets)
  }

  func tokenCount(of shard: TextBatch) -> Int { shard.tokenCount }

  func weight(of examples: ArraySlice<Int>) -> Double {
    guard let classWeights else { return Double(examples.count) }
    var sum = 0.0
    for example in examples { sum += classWeights[Int(train.labels[example])] }
    return sum
  }

  func loss(of shard: TextBatch, scale: Float, on tape: inout Tape) -> Loss {
    tape.crossEntropy(
      network.logits(of: shard, on: &tape), labels: shard.labels.view, classWeights: classWeights?.matrix,
      smoothing: labelSmoothing, scale: scale)
  }

  /// Classifies the longest dev text.
  func rehearseValidation(_ parameters: ParameterArena, team: WorkerTeam) {
    guard let longest = (0..<dev.count).max(by: { dev.length(of: $0) < dev.length(of: $1) }) else { return }
    var texts = EncodedTexts()
    texts.append(dev.ids[dev.starts[longest]..<dev.starts[longest + 1]].map(Int.init), label: 0)
    _ = PredictionJob.run(network, parameters: parameters, texts: texts, team: team)
  }

  /// The score is accuracy.
  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let (probabilities, loss) = PredictionJob.run(network, parameters: parameters, texts: dev, team: team)
    let right = probabilities.indices.count { Predictions.best(probabilities[$0]) == Int(dev.labels[$0]) }
    return Validation(loss: loss.mean, score: Double(right) / Double(max(dev.count, 1)))
  }
}
