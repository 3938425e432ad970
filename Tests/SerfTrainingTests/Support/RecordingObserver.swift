import SerfTraining
import Synchronization

/// Remembers what a run tells, and stops it after so many updates.
final class RecordingObserver: TrainingObserver {
  private let stopAfter: Int?
  private let record = Mutex(Record())

  struct Record: Sendable {
    var notes: [String] = []
    var progress: [TrainingProgress] = []
    var validations: [ValidationReport] = []
  }

  /// - Parameter stopAfter: updates of this run, not counting those of the run that it resumes.
  init(stopAfter: Int? = nil) { self.stopAfter = stopAfter }

  func note(_ text: String) { record.withLock { $0.notes.append(text) } }
  func progressed(_ progress: TrainingProgress) { record.withLock { $0.progress.append(progress) } }
  func validated(_ validation: ValidationReport) { record.withLock { $0.validations.append(validation) } }

  var shouldStop: Bool { record.withLock { record in stopAfter.map { record.progress.count >= $0 } ?? false } }

  var notes: [String] { record.withLock { $0.notes } }
  var progress: [TrainingProgress] { record.withLock { $0.progress } }
  var validations: [ValidationReport] { record.withLock { $0.validations } }
}
