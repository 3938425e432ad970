import SerfStorage

/// Reads the vectors of words from GloVe, word2vec (text) or fastText (.vec) files, a line a word.
///
/// Line: the word, then D numbers, single blanks between. word2vec and fastText begin with a line of two numbers: how many
/// words, and D. A word may hold blanks (some of GloVe's do): the last D fields are the numbers. Only rows that the caller
/// wants are converted, and none is kept.
public final class WordVectorReader {
  /// Numbers of a vector, D.
  public let dimension: Int
  /// How many words the header announces; nil without one (GloVe).
  public let announcedCount: Int?
  /// The path as messages name it.
  public let path: String
  /// Lines of words seen so far, wanted or not.
  public private(set) var rowCount = 0

  private let reader: LineReader
  private var line: [UInt8] = []
  private var isFirstLinePending: Bool
  private var values: [Float]

  /// - Parameters:
  ///   - path: a file, compressed or not, or `-`.
  ///   - expectedDimension: the width of the model's embeddings; nil takes any.
  /// - Throws: ``DataError``: what the storage says, no vectors, or another width.
  public init(path: String, expectedDimension: Int? = nil) throws(DataError) {
    let hasLine: Bool
    do throws(StorageError) {
      reader = try LineReader(path: path, maximumLineBytes: 1 << 24)
      self.path = reader.path
      hasLine = try reader.next(into: &line)
    } catch {
      throw .storage(error)
    }
    guard hasLine else { throw .noVectors(self.path) }
    let fields = line.split(whereSeparator: Self.isBlank)
    let header = fields.count == 2 ? fields.compactMap { Int(String(decoding: $0, as: UTF8.self)) } : []
    if header.count == 2, header[0] >= 0, header[1] > 0, header[1] <= 1 << 20 {
      (announcedCount, dimension, isFirstLinePending) = (header[0], header[1], false)
    } else {
      (announcedCount, dimension, isFirstLinePending) = (nil, fields.count - 1, true)
    }
    guard dimension > 0 else { throw .notVectors(self.path, line: 1) }
    if let expectedDimension, expectedDimension != dimension {
      throw .dimensionMismatch(self.path, found: dimension, wanted: expectedDimension)
    }
    values = [Float](repeating: 0, count: dimension)
  }
}

// MARK: - Reading
extension WordVectorReader {
  /// Goes through the rest of the file.
  /// - Parameters:
  ///   - wanted: says of a word, as UTF-8 bytes, whether its vector is needed.
  ///   - body: takes a wanted word and its D numbers. A word that the file has twice comes twice.
  /// - Throws: ``DataError`` with the line: too few numbers, or one that is not finite.
  public func forEach(
    wanted: (_ word: Span<UInt8>) -> Bool, _ body: (_ word: Span<UInt8>, _ vector: Span<Float>) -> Void
  ) throws(DataError) {
    while try nextLine() {
      if line.isEmpty { continue }
      rowCount += 1
      let wordEnd = try endOfWord()
      let held = line
      let bytes = held.span
      let word = bytes.extracting(..<wordEnd)
      guard wanted(word) else { continue }
      try convert(from: wordEnd)
      let vector = values
      body(word, vector.span)
    }
    guard rowCount > 0 else { throw .noVectors(path) }
  }

  private func nextLine() throws(DataError) -> Bool {
    if isFirstLinePending {
      isFirstLinePending = false
      return true
    }
    do throws(StorageError) {
      return try reader.next(into: &line)
    } catch {
      throw .storage(error)
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Walks back over D numbers to where the word ends.
  private func endOfWord() throws(DataError) -> Int {
    // fastText ends its lines in a blank.
    var position = skipBlanks(before: line.count)
    for done in 0..<dimension {
      position = startOfField(before: position)
      guard position > 0 else { throw .wrongDimension(path, line: reader.lineNumber, found: done, expected: dimension) }
      position = skipBlanks(before: position)
    }
    guard position > 0 else { throw .notVectors(path, line: reader.lineNumber) }
    // Too many numbers would only make a strange word that nobody wants.
    let start = startOfField(before: position)
    if start > 0, Self.number(line, start..<position) != nil {
      throw .wrongDimension(path, line: reader.lineNumber, found: dimension + 1, expected: dimension)
    }
    return position
  }

  private func skipBlanks(before end: Int) -> Int {
    var position = end
    while position > 0, Self.isBlank(line[position - 1]) { position -= 1 }
    return position
  }

  private func startOfField(before end: Int) -> Int {
    var position = end
    while position > 0, !Self.isBlank(line[position - 1]) { position -= 1 }
    return position
  }

  private func convert(from wordEnd: Int) throws(DataError) {
    var index = 0
    var position = wordEnd
    while index < dimension {
      while position < line.count, Self.isBlank(line[position]) { position += 1 }
      let start = position
      while position < line.count, !Self.isBlank(line[position]) { position += 1 }
      guard let value = Self.number(line, start..<position) else {
        let found = String(decoding: line[start..<position], as: UTF8.self)
        throw .notANumber(path, line: reader.lineNumber, found: found)
      }
      values[index] = value
      index += 1
    }
  }

  /// A finite decimal number. The standard library's parser takes no locale, but would take `nan`, `inf` and hexadecimals, so
  /// the characters are looked at.
  private static func number(_ line: [UInt8], _ range: Range<Int>) -> Float? {
    for index in range {
      switch line[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        continue
      default: return nil
      }
    }
    guard let value = Float(String(decoding: line[range], as: UTF8.self)), value.isFinite else { return nil }
    return value
  }
}
