import SerfData
import SerfModels
import SerfNN
import SerfTensor

/// Classification as a trainer sees it.
final class ClassificationTask<Network: ClassifierNetwork>: TrainingTask {
  let network: Network
  let train: EncodedTexts
  private let dev: EncodedTexts
  let exampleLengths: [Int32]
  let fingerprint: Fingerprint
  private let labelSmoothing: Float
  /// [1, classes]; nil where all weigh 1.
  private let classWeights: ClassWeights?

  init(
    network: Network, train: EncodedTexts, dev: EncodedTexts, labelSmoothing: Double,
    classWeights: ClassWeights?
  ) {
    self.network = network
    self.train = train
    self.dev = dev
    self.labelSmoothing = Float(labelSmoothing)
    self.classWeights = classWeights
    var fingerprint = Fingerprint()
    fingerprint.add(train)
    fingerprint.add(dev)
    self.fingerprint = fingerprint
    exampleLengths = (0..<train.count).map { Int32(train.length(of: $0)) }
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  func makeShard() -> TextBatch { TextBatch() }

  func fill(_ shard: TextBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.fill(from: train, examples: examples, offset: index, stride: shardCount, as: network.packing)
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

  /// Classifies the longest dev example.
  func rehearseValidation(_ parameters: ParameterArena, team: WorkerTeam) {
    guard let longest = (0..<dev.count).max(by: { dev.length(of: $0) < dev.length(of: $1) }) else { return }
    _ = PredictionJob.run(network, parameters: parameters, texts: dev.example(longest), team: team)
  }

  private static var mostProbed: Int { 256 }

  /// Reads the first dev examples once more.
  func probeActivations(_ parameters: ParameterArena) -> [ActivationProbe.Summary] {
    let (batch, probe) = (TextBatch(), ActivationProbe())
    var tape = Tape(parameters: parameters)
    tape.probe = probe
    let examples = Array(0..<min(dev.count, Self.mostProbed))
    // Few at a time, as in validation: memory stays what it was.
    for start in stride(from: 0, to: examples.count, by: 32) {
      batch.fill(from: dev, examples: examples[start..<min(start + 32, examples.count)], as: network.packing)
      tape.begin(.evaluation)
      _ = network.logits(of: batch, on: &tape)
    }
    return probe.summaries
  }

  /// The score is accuracy.
  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let (probabilities, loss) = PredictionJob.run(network, parameters: parameters, texts: dev, team: team)
    let right = probabilities.indices.count { Predictions.best(probabilities[$0]) == Int(dev.labels[$0]) }
    return Validation(loss: loss.mean, score: Double(right) / Double(max(dev.count, 1)))
  }
}
