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

  /// The figures of a model on labelled examples.
  static func scores<Network: ClassifierNetwork>(
    _ network: Network, parameters: ParameterArena, texts: EncodedTexts, labels: [String], team: WorkerTeam
  ) -> ClassificationScores {
    let probabilities = PredictionJob.run(network, parameters: parameters, texts: texts, team: team).probabilities
    var confusion = ConfusionMatrix(labels: labels)
    for (text, row) in probabilities.enumerated() {
      confusion.add(gold: Int(texts.labels[text]), predicted: best(row))
    }
    return ClassificationScores(confusion)
  }
}
