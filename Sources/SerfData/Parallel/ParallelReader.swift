import SerfStorage

/// Reads sentence pairs one by one, from files of any size.
///
/// A table has two columns without quotation marks; its first line is a header when it says so: `source` and `target`, or
/// two languages, as `en` and `de` or `English` and `German`. One that names them the other way round says which column is
/// which. Blank lines of a table are no pairs, and blanks around a sentence are not part of it.
public final class ParallelReader {
  public struct Options: Hashable, Sendable {
    /// Whether what is not UTF-8 is replaced by U+FFFD, and counted, instead of ending the reading.
    public var lossy = false
    /// Whether pairs with an empty side come along, as a test set needs.
    public var keepsEmpty = false
    /// Names of the columns in a header, beside the usual ones: the languages.
    public var sourceLanguage: String?
    public var targetLanguage: String?

    public init(
      lossy: Bool = false, keepsEmpty: Bool = false, sourceLanguage: String? = nil, targetLanguage: String? = nil
    ) {
      (self.lossy, self.keepsEmpty) = (lossy, keepsEmpty)
      (self.sourceLanguage, self.targetLanguage) = (sourceLanguage, targetLanguage)
    }
  }

  private let files: ParallelFiles
  private let options: Options
  private let source: LineReader
  /// The second file; nil for a table.
  private let target: LineReader?
  private var line: [UInt8] = []
  private var otherLine: [UInt8] = []
  /// Pairs given so far.
  public private(set) var pairCount = 0
  /// Pairs skipped for an empty side, so far.
  public private(set) var emptyCount = 0
  /// Sentences in which something was replaced, so far.
  public private(set) var replacementCount = 0
  /// What the first line of a table says of its columns; nil where it is a pair.
  private var header: Header?

  private enum Header { case sourceFirst, targetFirst }

  /// - Throws: ``DataError`` when a file can't be opened.
  public init(_ files: ParallelFiles, options: Options = Options()) throws(DataError) {
    self.files = files
    self.options = options
    do throws(StorageError) {
      switch files {
      case .lines(let sourcePath, let targetPath):
        source = try LineReader(path: sourcePath)
        target = try LineReader(path: targetPath)
      case .table(let path):
        source = try LineReader(path: path)
        target = nil
      }
    } catch { throw .storage(error) }
  }
}

// MARK: - Reading
extension ParallelReader {
  /// The next pair; nil at the end.
  /// - Throws: ``DataError``: a side that ends before the other, a line of a table without two columns, or one that is not
  ///   UTF-8.
  public func next() throws(DataError) -> SentencePair? {
    while let pair = try nextPair() {
      if options.keepsEmpty || (!pair.source.isEmpty && !pair.target.isEmpty) {
        pairCount += 1
        return pair
      }
      emptyCount += 1
    }
    return nil
  }

  private func nextPair() throws(DataError) -> SentencePair? {
    guard let target else { return try nextRow() }
    let (hasSource, hasTarget): (Bool, Bool)
    do throws(StorageError) {
      hasSource = try source.next(into: &line)
      hasTarget = try target.next(into: &otherLine)
    } catch { throw .storage(error) }
    guard hasSource == hasTarget else { throw try differentCounts(source, target) }
    guard hasSource else { return nil }
    return SentencePair(
      source: try text(line, of: source, column: 1), target: try text(otherLine, of: target, column: 1))
  }

  private func nextRow() throws(DataError) -> SentencePair? {
    while true {
      let isThere: Bool
      do { isThere = try source.next(into: &line) } catch { throw .storage(error) }
      guard isThere else { return nil }
      if line.isEmpty {
        emptyCount += 1
        continue
      }
      let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      guard columns.count == 2 else {
        throw .notAPair(source.path, line: source.lineNumber, columns: columns.count)
      }
      let pair = SentencePair(
        source: try text(Array(columns[0]), of: source, column: 1),
        target: try text(Array(columns[1]), of: source, column: columns[0].count + 2))
      if source.lineNumber == 1 {
        header = header(in: pair)
        if header != nil { continue }
      }
      return header == .targetFirst ? SentencePair(source: pair.target, target: pair.source) : pair
    }
  }

  private func header(in pair: SentencePair) -> Header? {
    let (first, second) = (pair.source.lowercased(), pair.target.lowercased())
    let sources = ["source", "src"] + LanguageNames.names(of: options.sourceLanguage)
    let targets = ["target", "tgt", "trg", "translation"] + LanguageNames.names(of: options.targetLanguage)
    if sources.contains(first), targets.contains(second) { return .sourceFirst }
    return targets.contains(first) && sources.contains(second) ? .targetFirst : nil
  }

  /// Reads both files to their ends, to say how many lines each has.
  private func differentCounts(_ source: LineReader, _ target: LineReader) throws(DataError) -> DataError {
    do throws(StorageError) {
      while try source.next(into: &line) {}
      while try target.next(into: &otherLine) {}
    } catch { throw .storage(error) }
    return .differentLineCounts(
      source: source.path, source.lineNumber, target: target.path, target.lineNumber)
  }

  /// A line, or a column that begins at a byte of it, without the blanks around it.
  private func text(_ bytes: [UInt8], of reader: LineReader, column: Int) throws(DataError) -> String {
    let fault: Int
    do {
      return Self.trimmed(String(copying: try UTF8Span(validating: bytes.span)))
    } catch {
      fault = error.byteOffsets.lowerBound
    }
    if reader.lineNumber == 1, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .looksLikeUTF16(reader.path)
    }
    guard options.lossy else { throw .invalidUTF8(reader.path, line: reader.lineNumber, column: column + fault) }
    replacementCount += 1
    return Self.trimmed(String(decoding: bytes, as: UTF8.self))
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

// MARK: - What was met
extension ParallelReader {
  /// What was skipped, replaced or guessed so far, a sentence each.
  public var notes: [String] {
    let name = files.name
    var notes: [String] = []
    switch header {
    case .sourceFirst: notes.append("\(name): the first line is a header")
    case .targetFirst:
      notes.append("\(name): the first line is a header, and says that the second column is the source")
    case nil: break
    }
    if emptyCount > 0 {
      notes.append("\(name): \(emptyCount) of \(pairCount + emptyCount) pairs have an empty side and are skipped")
    }
    if replacementCount > 0 {
      let sentences = replacementCount == 1 ? "1 sentence is" : "\(replacementCount) sentences are"
      notes.append("\(name): \(sentences) not UTF-8; what is wrong was replaced by U+FFFD")
    }
    return notes
  }
}
