import SerfActivations
import SerfData
import SerfStorage
import SerfTokenizer

extension ModelError {
  static func badConfiguration(_ name: String, found: String, expected: String) -> ModelError {
    ModelError(code: .badConfiguration, message: "\(name) is \(found); expected is \(expected)")
  }

  static func otherTask(_ task: String, expected: String, path: String? = nil) -> ModelError {
    let command = ["sentiment": "classify", "entailment": "entail", "translation": "translate"][task]
    return ModelError(
      code: .otherTask,
      message: (path.map { "\($0): " } ?? "") + "this is a model for \(task); one for \(expected) is expected"
        + (command.map { ". '\($0)' uses this one" } ?? ""))
  }

  static func missingSpecialTokens(_ tokens: [String]) -> ModelError {
    ModelError(
      code: .badConfiguration,
      message: "the vocabulary lacks \(tokens.joined(separator: " and ")), where a translation begins and ends; train "
        + "one with 'vocab train', or leave --vocabulary out")
  }

  static func longPrefix(tokens: Int, most: Int) -> ModelError {
    ModelError(
      code: .badText, message: "the prefix has \(tokens) tokens; a translation of this model has \(most) at most")
  }

  static func longText(_ text: String, tokens: Int, most: Int) -> ModelError {
    ModelError(
      code: .badText,
      message:
        "the text \"\(text.prefix(40))…\" has \(tokens) tokens, and the model takes \(most); let it be split, or "
        + "shorten it")
  }

  /// - Parameter name: which of the lengths that were asked for.
  static func longTranslation(_ name: String, tokens: Int, most: Int) -> ModelError {
    ModelError(
      code: .badText,
      message: "the \(name) translation asked for has \(tokens) tokens; one of this model has \(most) at most")
  }

  static func jointFusion(architecture: String) -> ModelError {
    ModelError(
      code: .badConfiguration,
      message:
        "--fusion cross-modal reads words and patches in one transformer, and --architecture \(architecture) is none: "
        + "say --architecture cross-transformer, or --fusion concatenation or gated")
  }

  /// - Parameter read: what the model was trained with.
  static func otherModalities(_ wanted: String, read: String) -> ModelError {
    let names = ["text": "texts alone", "image": "pictures alone"]
    return ModelError(
      code: .badConfiguration,
      message:
        "--modalities \(wanted): the model reads \(names[read] ?? read), and has nothing else to be shown; leave it "
        + "out, or take a model that was trained with --modalities both")
  }

  static func picturesWanted() -> ModelError {
    ModelError(
      code: .badPicture, message: "the model looks at pictures; each example needs a premise's and a hypothesis'")
  }

  /// A fault of a picture, with the reader's own words.
  static func picture(_ error: DataError) -> ModelError {
    error.cause.map { storage($0) } ?? ModelError(code: .badPicture, message: error.message)
  }

  static func unknownActivation(_ error: ActivationError) -> ModelError {
    ModelError(code: .badConfiguration, message: error.message)
  }

  static func vocabularyMismatch(_ path: String, found: Int, expected: Int) -> ModelError {
    ModelError(
      code: .inconsistent,
      message: "\(path): its tokenizer has \(found) tokens, its network \(expected); the files are of two models")
  }

  /// A fault on disk, with the storage's own words.
  static func storage(_ error: StorageError) -> ModelError {
    let code: Code =
      switch error.code {
      case .noSuchInput: .noSuchInput
      case .corruptData, .newerFormat: .corruptData
      case .cannotRead, .wouldOverwrite, .cannotCreate: .cannotRead
      case .readFailed, .writeFailed: .readFailed
      }
    return ModelError(code: code, message: error.message)
  }

  static func tokenizer(_ error: TokenizerError) -> ModelError {
    ModelError(code: .badText, message: "\(error)")
  }

  /// A fault in the file of the tokenizer.
  static func tokenizerFile(_ error: TokenizerError) -> ModelError {
    let code: Code =
      switch error.code {
      case .notFound: .noSuchInput
      case .readFailed, .writeFailed: .readFailed
      case .invalidUTF8, .badFile, .unsupported, .badVocabulary, .unknownToken, .badSetting, .unencodable, .tooLong,
        .unicodeLibrary:
        .corruptData
      }
    return ModelError(code: code, message: "\(error)")
  }

  static func weightsMismatch(_ path: String, _ name: String, found: [Int]?, expected: [Int]) -> ModelError {
    let what = found.map { "has the shape \($0)" } ?? "is missing"
    return ModelError(
      code: .inconsistent, message: "\(path): tensor \"\(name)\" \(what); the network expects \(expected)")
  }
}
