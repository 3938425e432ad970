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
      code: .interrupted,
      message: "stopped after update \(update); a checkpoint is saved, go on with --resume --model \(model)")
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

// MARK: - Starting weights and class weights
extension TrainingError {
  static func nothingToCopy(_ path: String) -> TrainingError {
    TrainingError(
      code: .badSettings,
      message: "\(path): no parameter has the name and shape of one of the new network; choose the same --architecture "
        + "and widths")
  }

  static func badClassWeight(_ path: String, line: Int, found: String) -> TrainingError {
    TrainingError(
      code: .badData,
      message: "\(path):\(line): found \"\(found.prefix(60))\"; expected a label of the training texts, a tab and a "
        + "weight above 0")
  }

  static func missingClassWeight(_ path: String, label: String) -> TrainingError {
    TrainingError(code: .badData, message: "\(path): the label \"\(label)\" has no weight; give each label a line")
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

  static func data(_ error: DataError) -> TrainingError {
    if let cause = error.cause { return .storage(cause) }
    return TrainingError(code: error.code == .malformedOption ? .badSettings : .badData, message: error.message)
  }

  static func tokenizer(_ error: TokenizerError) -> TrainingError {
    let code: Code =
      switch error.code {
      case .notFound: .noSuchInput
      case .readFailed: .cannotRead
      case .writeFailed: .writeFailed
      case .badSetting: .badSettings
      case .invalidUTF8, .badFile, .unsupported, .badVocabulary, .unknownToken, .unencodable, .tooLong, .unicodeLibrary:
        .badData
      }
    return TrainingError(code: code, message: "\(error)")
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
