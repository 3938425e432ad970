internal import SerfStorage

/// A small text file, read whole.
enum InputText {
  /// A settings file is a page; what is larger than this is another file.
  static let mostBytes = 4 << 20

  /// The text of a file, compressed or not; `-` is standard input.
  /// - Throws: `StorageError` for a file that can't be read; `CommandError` for one that is too large or not UTF-8.
  static func read(_ path: String, mostBytes: Int = InputText.mostBytes) throws -> String {
    let stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    while try stream.withNextChunk({ chunk in
      unsafe chunk.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }) != nil {
      guard bytes.count <= mostBytes else { throw CommandError.tooLarge(stream.path, mostBytes: mostBytes) }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError.notUTF8(stream.path, line: lineOfFirstFault(in: bytes))
    }
    return text
  }

  /// Lines are valid one by one exactly when the whole is: a line end is no part of any other character.
  private static func lineOfFirstFault(in bytes: [UInt8]) -> Int {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
  }
}
