import SerfExperiments
import SerfSettings
import SerfTraining
import Synchronization

/// A task whose cells take no time: figures are a function of activation and seed.
final class ToyTask: ExperimentTask {
  /// What each activation adds to the score of a seed.
  private let gains: [String: Double]
  /// Cells that fail, as `relu 3`, or as `relu 3 0.01` with their learning rate.
  private let failing: Mutex<Set<String>>
  private let trained = Mutex<[String]>([])
  /// Whether its cells translate as well as answer.
  private let translates: Bool

  /// Cells that find the disk full.
  private let fullDisk: Mutex<Set<String>>

  init(
    gains: [String: Double] = ["serf": 0.01], failing: Set<String> = [], fullDisk: Set<String> = [],
    translates: Bool = false
  ) {
    self.gains = gains
    self.fullDisk = Mutex(fullDisk)
    self.translates = translates
    self.failing = Mutex(failing)
  }

  /// The cells that were trained, in order.
  var history: [String] { trained.withLock { $0 } }

  func mend() {
    failing.withLock { $0.removeAll() }
    fullDisk.withLock { $0.removeAll() }
  }

  let name = "toy"
  var list: SettingList { SentimentSettings.list }
  var metrics: [ExperimentMetric] {
    [ExperimentMetric("accuracy", scale: 100, floor: "majority"), ExperimentMetric("macro-f1", scale: 100)]
      + (translates ? [ExperimentMetric("bleu", scale: 1)] : [])
  }

  func complete(_ settings: inout Settings) throws(ExperimentError) {}

  func check(_ settings: Settings) throws(ExperimentError) {
    if settings[SentimentSettings.activation] == "nonsense" { throw ToyTask.refusal }
  }

  private static let diskFailure = ExperimentError(code: .writeFailed, message: "no space left")
  private static let refusal = ExperimentError(code: .badSpecification, message: "this is nonsense")

  func files(_ settings: Settings) throws(ExperimentError) -> [(setting: String, path: String)] {
    settings[ClassificationDataSettings.train].map { [("train", $0)] } ?? []
  }

  func hasPart(_ part: String, _ settings: Settings) -> Bool {
    part == "dev" || settings[ClassificationDataSettings.test] != "none"
  }

  func train(_ settings: Settings, observer: any TrainingObserver) throws(ExperimentError) -> CellFigures {
    let activation = settings[SentimentSettings.activation]
    let (seed, rate) = (settings[LearningSettings.seed], settings[LearningSettings.learningRate])
    let name = "\(activation) \(seed)"
    trained.withLock { $0.append(name) }
    if failing.withLock({ $0.contains(name) || $0.contains("\(name) \(rate)") }) { throw Self.refusal }
    if fullDisk.withLock({ $0.contains(name) }) { throw Self.diskFailure }
    // Seeds differ more than activations do; a rate of 0.01 is the best.
    let noise = Double((seed &* 2_654_435_761) % 1000) / 20_000
    let score = 0.8 + noise + (gains[activation] ?? 0) - abs(rate - 0.01)
    for epoch in 1...3 {
      observer.validated(
        ValidationReport(
          epoch: epoch, update: epoch * 10, trainingLoss: 1 / Double(epoch), loss: 1, score: score * Double(epoch) / 3,
          isBest: true, learningRate: rate, gradientNorm: 1, seconds: 0.1 * Double(epoch)))
    }
    let right = Int(score * 20)
    if translates {
      for part in ["dev", "test"] { observer.translated(Self.translations(part, right: right)) }
    } else {
      observer.answered(
        PartAnswers(
          part: "test", labels: ["bad", "good"], gold: (0..<20).map { $0 % 2 },
          predicted: (0..<20).map { $0 < right ? $0 % 2 : 1 - $0 % 2 }, texts: (0..<20).map { "text number \($0)" }))
    }
    return CellFigures(
      figures: ["dev", "test"].flatMap { part in
        ([("accuracy", score), ("macro-f1", score - 0.01), ("majority", 0.5)]
          + (translates ? [("bleu", 100 * score)] : [])).map {
            CellFigures.Figure(part: part, name: $0.0, value: $0.1)
          }
      }, parameters: 1000, epochs: 3, updates: 30, seconds: 0.3, tokensPerSecond: 1000)
  }

  /// Twenty sentences, of which the first are translated as their references have it.
  static func translations(_ part: String, right: Int) -> PartTranslations {
    let references = (0..<20).map { "the sentence of number \($0) has a few words more" }
    return PartTranslations(
      part: part, sources: (0..<20).map { "\(part) source \($0)" }, references: references,
      translations: references.enumerated().map { $0.offset < right ? $0.element : "some other words here" })
  }
}
