internal import SerfTraining
internal import Synchronization

/// Watches one cell: keeps its curve and what it answers or translates, and passes a wish to stop on.
final class CellRecorder: TrainingObserver {
  private struct State {
    var curve: [ValidationReport] = []
    var answers: [PartAnswers] = []
    var translations: [PartTranslations] = []
    var diagnoses: [DiagnosisReport] = []
  }

  private let state = Mutex(State())
  private let stops: @Sendable () -> Bool
  private let progress: @Sendable (TrainingProgress) -> Void
  private let validation: @Sendable () -> Void

  /// - Parameters:
  ///   - progress: hears of every update.
  ///   - validation: hears when one has ended.
  init(
    stops: @escaping @Sendable () -> Bool, progress: @escaping @Sendable (TrainingProgress) -> Void,
    validation: @escaping @Sendable () -> Void = {}
  ) {
    (self.stops, self.progress, self.validation) = (stops, progress, validation)
  }

  var curve: [ValidationReport] { state.withLock { $0.curve } }
  var answers: [PartAnswers] { state.withLock { $0.answers } }
  var translations: [PartTranslations] { state.withLock { $0.translations } }
  var diagnoses: [DiagnosisReport] { state.withLock { $0.diagnoses } }

  func note(_ text: String) {}
  func progressed(_ progress: TrainingProgress) { self.progress(progress) }
  func validated(_ report: ValidationReport) {
    state.withLock { $0.curve.append(report) }
    validation()
  }
  func answered(_ answers: PartAnswers) { state.withLock { $0.answers.append(answers) } }
  func translated(_ translations: PartTranslations) { state.withLock { $0.translations.append(translations) } }
  func diagnosed(_ diagnosis: DiagnosisReport) { state.withLock { $0.diagnoses.append(diagnosis) } }
  var shouldStop: Bool { stops() }
}
