import SerfData
import SerfMetrics
import SerfModels
import SerfTensor

/// From the probabilities of examples to figures.
enum Predictions {
  /// The most probable class; of equally probable ones the first.
  static func best(_ probabilities: [Double]) -> Int {
    probabilities.indices.reduce(0) { probabilities[$1] > probabilities[$0] ? $1 : $0 }
  }

  /// What a model answers to examples: class numbers.
  static func answers<Network: ClassifierNetwork>(
    _ network: Network, parameters: ParameterArena, texts: EncodedTexts, team: WorkerTeam
  ) -> [Int] {
    PredictionJob.run(network, parameters: parameters, texts: texts, team: team).probabilities.map(best)
  }
}

extension PartAnswers {
  /// The figures of these answers.
  var scores: ClassificationScores {
    var confusion = ConfusionMatrix(labels: labels)
    for (gold, predicted) in zip(gold, predicted) { confusion.add(gold: gold, predicted: predicted) }
    return ClassificationScores(confusion)
  }
}
