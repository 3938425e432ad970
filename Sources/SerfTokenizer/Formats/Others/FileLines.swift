/// The lines of a small text file that is in memory, with their numbers.
enum FileLines {
  /// Lines without their ends (LF or CR LF); nothing behind the last line end.
  static func of(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  /// Checks that a file is text.
  static func check(_ bytes: [UInt8]) throws(TokenizerError) {
    if let offset = UTF8Check.firstError(in: bytes.span) { throw .invalidUTF8(at: offset) }
  }
}
