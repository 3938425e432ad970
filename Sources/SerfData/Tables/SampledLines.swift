import SerfStorage

/// The lines of a file, the first of which can be looked at before they are read: how the file is laid out is decided on
/// them, also when it is a stream that can't be read twice.
final class SampledLines {
  let path: String
  /// The first lines, as they are in the file.
  private(set) var sample: [[UInt8]] = []
  /// Number of the line returned last, from 1.
  private(set) var lineNumber = 0
  /// How many invalid sequences were replaced so far.
  private(set) var replacementCount = 0

  private let reader: LineReader
  private let isLossy: Bool

  /// The sample ends at the first of the two limits.
  private static let sampleLines = 500
  private static let sampleBytes = 1 << 20

  init(path: String, lossy: Bool) throws(DataError) {
    do throws(StorageError) {
      reader = try LineReader(path: path)
      self.path = reader.path
      isLossy = lossy
      var line: [UInt8] = []
      var bytes = 0
      while sample.count < Self.sampleLines, bytes < Self.sampleBytes, try reader.next(into: &line) {
        sample.append(line)
        bytes += line.count
      }
    } catch {
      throw .storage(error)
    }
    if let first = sample.first, first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) {
      throw .looksLikeUTF16(self.path)
    }
  }
}

// MARK: - Reading
extension SampledLines {
  /// The next line, which is UTF-8; false at the end.
  /// - Throws: ``DataError``: what the storage says, or a line that is not UTF-8 unless the reader is lossy.
  func next(into line: inout [UInt8]) throws(DataError) -> Bool {
    if lineNumber < sample.count {
      line = sample[lineNumber]
    } else {
      do throws(StorageError) {
        guard try reader.next(into: &line) else { return false }
      } catch {
        throw .storage(error)
      }
    }
    lineNumber += 1
    try checkUTF8(&line)
    return true
  }

  private func checkUTF8(_ line: inout [UInt8]) throws(DataError) {
    let fault: Int
    do {
      _ = try UTF8Span(validating: line.span)
      return
    } catch {
      fault = error.byteOffsets.lowerBound
    }
    guard isLossy else { throw .invalidUTF8(path, line: lineNumber, column: fault + 1) }
    let before = Self.replacementMarks(in: line)
    line = Array(String(decoding: line, as: UTF8.self).utf8)
    replacementCount += Self.replacementMarks(in: line) - before
  }

  /// How often U+FFFD is written out.
  private static func replacementMarks(in bytes: [UInt8]) -> Int {
    bytes.indices.dropLast(2).count { bytes[$0] == 0xEF && bytes[$0 + 1] == 0xBF && bytes[$0 + 2] == 0xBD }
  }
}
