import SerfData
import SerfModels
import SerfSettings
import SerfStorage
import SerfTokenizer

// MARK: - While learning
extension TrainingError {
  static func notFinite(update: Int, loss: Double, parameter: String?) -> TrainingError {
    let place = parameter.map { "the gradient of \($0) has numbers that are not finite" } ?? "the loss is \(loss)"
    return TrainingError(
      code: .notFinite,
      message: "update \(update): \(place); the last good checkpoint is kept. Try a smaller --learning-rate or "
        + "--clip-norm, and begin again with --force")
  }

  static func interrupted(update: Int, model: String) -> TrainingError {
    TrainingError(
      code: .interrupted, message: "stopped after update \(update); a checkpoint is saved, go on with --resume --model \(model)")
  }
}

// MARK: - Settings
extension TrainingError {
  static func resumedOtherwise(_ names: [String]) -> TrainingError {
    TrainingError(
      code: .badSettings,
      message: "the run to resume has other settings: \(names.joined(separator: "; ")). Leave them out, or begin again "
        + "with --force")
  }

  static func settings(_ error: SettingError) -> TrainingError {
    TrainingError(code: .badSettings, message: "\(error)")
  }
}

// MARK: - Faults of other modules, in their own words
extension TrainingError {
  static func storage(_ error: StorageError) -> TrainingError {
    let code: Code =
      switch error.code {
      case .noSuchInput: .noSuchInput
      case .cannotRead, .readFailed: .cannotRead
      case .corruptData, .newerFormat: .badData
      case .wouldOverwrite: .wouldOverwrite
      case .cannotCreate: .cannotCreate
      case .writeFailed: .writeFailed
      }
    return TrainingError(code: code, message: error.message)
  }

  static func model(_ error: ModelError) -> TrainingError {
    let code: Code =
      switch error.code {
      case .badConfiguration: .badSettings
      case .otherTask, .inconsistent, .corruptData, .badText: .badData
      case .noSuchInput: .noSuchInput
      case .cannotRead: .cannotRead
      }
    return TrainingError(code: code, message: error.message)
  }
}
