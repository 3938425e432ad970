/// The lines of a file, one at a time, in memory for the longest of them.
struct LineReader: ~Copyable {
  private let file: InputFile
  private var buffer: [UInt8] = []
  private var start = 0
  private var atEnd = false
  /// Bytes of the file before the line that comes next.
  private(set) var offset = 0

  private static let blockByteCount = 1 << 20

  init(path: String) throws(TokenizerError) { file = try InputFile(path: path) }

  /// The next line without its end (LF or CR LF); nil after the last.
  mutating func next() throws(TokenizerError) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        let line = Self.withoutReturn(buffer[start..<end])
        offset += end + 1 - start
        start = end + 1
        return line
      }
      guard !atEnd else {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        offset += line.count
        start = buffer.count
        return line
      }
      buffer.removeSubrange(..<start)
      start = 0
      searched = buffer.count
      atEnd = try !file.read(into: &buffer, atMost: Self.blockByteCount)
    }
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> [UInt8] {
    line.last == 0x0D ? Array(line.dropLast()) : Array(line)
  }
}
