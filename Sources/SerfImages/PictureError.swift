public import SerfStorage

/// Why a picture could not be read.
public struct PictureError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The file could not be opened or read; `cause` says why.
    case storage
    /// Neither a PNG nor a JPEG.
    case unknownFormat
    /// Damaged, or cut short.
    case damaged
    /// More pixels, or a longer side, than are read.
    case tooLarge
    /// A sound file of a kind that is not read.
    case unsupported
    /// The memory for it is not there.
    case noMemory
  }

  public let code: Code
  /// The file as messages name it.
  public let path: String
  /// The path, what was found, and what is expected.
  public let message: String
  /// The failure underneath.
  public let cause: StorageError?

  private init(_ code: Code, _ path: String, _ message: String, cause: StorageError? = nil) {
    (self.code, self.path, self.message, self.cause) = (code, path, message, cause)
  }

  public var description: String { message }
}

extension PictureError {
  static func storage(_ cause: StorageError) -> PictureError {
    PictureError(.storage, cause.path, cause.message, cause: cause)
  }

  static func unknownFormat(_ path: String, isEmpty: Bool) -> PictureError {
    PictureError(.unknownFormat, path, "\(path): \(isEmpty ? "is empty" : "is no picture"); PNG or JPEG is expected")
  }

  static func damaged(_ path: String, _ format: PictureFormat, detail: String) -> PictureError {
    let reason = detail.isEmpty ? "" : " (\(detail))"
    return PictureError(.damaged, path, "\(path): the \(format.rawValue) is damaged or cut short\(reason)")
  }

  static func tooLarge(_ path: String, width: Int, height: Int, _ limits: PictureLimits) -> PictureError {
    let most = max(width, height) > limits.side ? "a side of \(limits.side) at most is" : "at most \(limits.pixels) are"
    return PictureError(
      .tooLarge, path, "\(path): has \(width) × \(height) pixels; \(most) read: make it smaller")
  }

  static func unsupported(_ path: String, _ format: PictureFormat) -> PictureError {
    PictureError(
      .unsupported, path,
      "\(path): a \(format.rawValue) of colours that are not read; grey, RGB and CMYK are: convert it")
  }

  static func noMemory(_ path: String) -> PictureError {
    PictureError(.noMemory, path, "\(path): there is no memory for its pixels")
  }
}
