/// What went wrong in this module: a code to switch on, a message to read, and the place.
///
/// The message names the thing, what was found, what was expected and the way out. All of them stand in
/// `TokenizerError+Situations.swift`.
public struct TokenizerError: Error, Hashable, Sendable {
  /// The kinds of failure, few enough to switch on.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// Text given as bytes is not UTF-8.
    case invalidUTF8
    /// A file is not what its format says.
    case badFile
    /// A well-formed file asks for what this library doesn't have, or a pipeline for what a format doesn't have.
    case unsupported
    /// Tokens, ids or merges contradict each other.
    case badVocabulary
    /// An id or a token that the vocabulary doesn't have.
    case unknownToken
    /// A setting is out of range.
    case badSetting
    /// The text has a character that the vocabulary has no token for.
    case unencodable
    /// There is no such file.
    case notFound
    /// The system refused to read or to write.
    case readFailed, writeFailed
    /// A text or a corpus is beyond what 32-bit counts hold.
    case tooLong
    /// The Unicode library failed on its own.
    case unicodeLibrary
  }

  /// Where it went wrong, as far as it is known.
  public struct Place: Hashable, Sendable {
    /// The file's path.
    public internal(set) var file: String?
    /// The path inside a JSON file, as in `$.model.merges[3]`.
    public internal(set) var jsonPath: String?
    /// Bytes from the beginning of the text or file.
    public internal(set) var byteOffset: Int?
    /// The line, counted from 1.
    public internal(set) var line: Int?
  }

  public let code: Code
  public internal(set) var message: String
  public internal(set) var place: Place

  init(_ code: Code, _ message: String, jsonPath: String? = nil, byteOffset: Int? = nil, line: Int? = nil) {
    self.code = code
    self.message = message
    self.place = Place(file: nil, jsonPath: jsonPath, byteOffset: byteOffset, line: line)
  }
}

extension TokenizerError: CustomStringConvertible {
  /// The message, with the file before it where there is one.
  public var description: String {
    guard let file = place.file, !message.hasPrefix(file) else { return message }
    return "\(file): \(message)"
  }
}

extension TokenizerError {
  /// The same error, known to be about a file.
  func inFile(_ path: String) -> TokenizerError {
    var error = self
    error.place.file = path
    return error
  }

  /// The same error, known to be about a part of a JSON file.
  func inJSON(_ path: String) -> TokenizerError {
    var error = self
    error.place.jsonPath = path
    error.message = "\(path): \(message)"
    return error
  }

  /// The same error, known to be on a line (counted from 1) that began at a byte of its file.
  func onLine(_ line: Int, startingAt offset: Int) -> TokenizerError {
    var error = self
    error.place.line = line
    error.place.byteOffset = place.byteOffset.map { $0 + offset }
    error.message = "line \(line): \(message)"
    return error
  }
}
