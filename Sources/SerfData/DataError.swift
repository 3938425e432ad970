public import SerfStorage

/// Why text data could not be read or used.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of mistake it was; small enough to switch on.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file could not be opened, read or unpacked; `cause` says why.
    case storage
    /// The file holds no row.
    case empty
    /// It can't be told what kind of file it is, or which column is which.
    case unclear
    /// A column that was asked for is not there.
    case noSuchColumn
    /// A row does not have the shape that the file has.
    case malformedRow
    /// A line is not UTF-8.
    case invalidText
    /// The labels do not fit: one class alone, one that the model does not know, a mapping that contradicts itself.
    case labels
    /// The value of an option makes no sense in itself.
    case malformedOption
    /// A picture is missing, can't be read, or is not like the others; where the file is there, `path` is the picture's.
    case picture
    /// The vectors of words differ in length or are not numbers.
    case wordVectors
  }

  public let code: Code
  /// The file as messages name it; nil when the data is in memory.
  public let path: String?
  /// The line, from 1.
  public let line: Int?
  /// What was found, what was expected and the way out, after `path:line:` where they are known.
  public let message: String
  /// The failure underneath.
  public let cause: StorageError?

  private init(_ code: Code, path: String?, place: String, _ message: String) {
    (self.code, self.path, line, cause, self.message) = (code, path, nil, nil, "\(place): \(message)")
  }

  init(_ code: Code, path: String?, line: Int? = nil, _ message: String, cause: StorageError? = nil) {
    self.code = code
    self.path = path
    self.line = line
    self.cause = cause
    let place = path.map { path in line.map { "\(path):\($0): " } ?? "\(path): " } ?? ""
    self.message = place + message
  }

  public var description: String { message }

  /// The same of a picture, as the fault of a row that names it.
  /// - Parameter place: the file and the line of the row; nil leaves it as it is.
  func ofRow(at place: String?) -> DataError {
    guard let place else { return self }
    return DataError(.picture, path: path, place: place, message)
  }
}
