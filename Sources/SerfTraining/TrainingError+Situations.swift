import SerfData
import SerfMetrics
import SerfModels
import SerfSettings
import SerfStorage
import SerfTokenizer

// MARK: - While learning
extension TrainingError {
  /// A batch whose gradients are no numbers.
  static func notFinite(update: Int, loss: Double, parameter: String?) -> TrainingError {
    let place = parameter.map { "the gradient of \($0) has numbers that are not finite" } ?? "the loss is \(loss)"
    return notFinite(update: update, place)
  }

  /// A validation whose loss is no number.
  /// - Parameter parameter: one whose weights are no numbers.
  static func notFiniteDev(update: Int, loss: Double, parameter: String?) -> TrainingError {
    let weights = parameter.map { ", and the weights of \($0) have numbers that are not finite" } ?? ""
    return notFinite(update: update, "the loss is \(loss) on dev\(weights)")
  }

  private static func notFinite(update: Int, _ place: String) -> TrainingError {
    let wayOut = "Try a smaller --learning-rate or --clip-norm"
    return TrainingError(
      code: .notFinite,
      message: update == 0
        ? "update 0: \(place), before any training. \(wayOut), or other starting weights"
        : "update \(update): \(place); the last good checkpoint is kept. \(wayOut), and begin again with --force",
      finding: "update \(update): \(place)")
  }

  static func interrupted(update: Int, model: String) -> TrainingError {
    TrainingError(
      code: .interrupted,
      message: "stopped after update \(update); a checkpoint is saved, go on with --resume --model \(model)")
  }

  static func interruptedEarly() -> TrainingError {
    TrainingError(
      code: .interrupted, message: "stopped while the word vectors learned; nothing is saved, start again")
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

  static func otherExamples(model: String) -> TrainingError {
    TrainingError(
      code: .badData,
      message: "'\(model)' began with other training or dev texts than those of now, so it can't go on with these; "
        + "bring the files back as they were, or begin again with --force")
  }

  static func tooLarge(parameters: Int, needed: Int, machine: Int) -> TrainingError {
    TrainingError(
      code: .badSettings,
      message: "the network has \(parameters) parameters, and training it takes \(needed >> 20) MiB of memory at least "
        + "where this machine has \(machine >> 20); choose smaller widths, or fewer --shards")
  }

  static func settings(_ error: SettingError) -> TrainingError {
    TrainingError(code: .badSettings, message: "\(error)")
  }
}

// MARK: - Starting weights and class weights
extension TrainingError {
  static func noPictures() -> TrainingError {
    TrainingError(
      code: .badSettings, message: "the network looks at pictures, and the rows have none; say --images DIR")
  }

  static func twoVocabularies() -> TrainingError {
    TrainingError(
      code: .badSettings,
      message: "the model of --from-model brings its own vocabulary; leave --vocabulary or --from-model out")
  }

  static func oneVocabularyForTwo() -> TrainingError {
    TrainingError(
      code: .badSettings,
      message:
        "--vocabulary is one vocabulary of both languages, and --separate-vocabularies asks for two; leave one of "
        + "them out")
  }

  /// - Parameter name: of a setting that says how a vocabulary is trained.
  static func vocabularyWithItsOwn(_ name: String) -> TrainingError {
    TrainingError(
      code: .badSettings,
      message:
        "--\(name) is of a vocabulary that is trained here, and --vocabulary brings one that is; leave one of them "
        + "out")
  }

  static func noMergesToDrop() -> TrainingError {
    TrainingError(
      code: .badSettings,
      message: "--bpe-dropout needs a vocabulary of byte-pair merges, without tokens that are looked for in the text "
        + "beside them; this one is not; train one, or leave --bpe-dropout out")
  }

  /// - Parameter options: those that make a network like the model's.
  static func nothingToCopy(_ path: String, options: String? = nil) -> TrainingError {
    let wayOut = options.map { "say \($0)" } ?? "choose the same --architecture and widths"
    return TrainingError(
      code: .badSettings,
      message: "\(path): no parameter has the name and shape of one of the new network; \(wayOut)")
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

// MARK: - Translation
extension TrainingError {
  /// - Parameter part: of the pairs.
  static func allTooLong(_ part: String, maxTokens: Int) -> TrainingError {
    TrainingError(
      code: .badData, message: "every \(part) pair has over \(maxTokens) tokens; choose a larger --max-tokens")
  }
}

// MARK: - Faults of other modules, in their own words
extension TrainingError {
  static func metrics(_ error: MetricsError) -> TrainingError {
    TrainingError(code: .badData, message: "\(error)")
  }

  static func storage(_ error: StorageError) -> TrainingError {
    let code: Code =
      switch error.code {
      case .noSuchInput: .noSuchInput
      case .cannotRead: .cannotRead
      case .readFailed: .readFailed
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
      case .readFailed: .readFailed
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
      case .otherTask, .inconsistent, .corruptData, .badText, .badPicture: .badData
      case .noSuchInput: .noSuchInput
      case .cannotRead: .cannotRead
      case .readFailed: .readFailed
      }
    return TrainingError(code: code, message: error.message)
  }
}
