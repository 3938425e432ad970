/// Counts the words of any number of texts of any size: the first half of every training.
///
/// A text is read in batches of lines. Threads count one batch each, and their counts are added in the order of the
/// text, so neither the counts nor the order of the words depends on the number of threads. Memory holds a few batches
/// and the distinct words; when these outgrow ``wordMemory``, the rarest are forgotten, and ``report`` says so.
public struct WordCounter: Sendable {
  public let normalizer: (any Normalizer)?
  public let preTokenizer: (any PreTokenizer)?
  /// The memory that distinct words may take, counting and learning together. Unit: bytes.
  public var wordMemory = 4 << 30
  /// Threads that count; nil takes one a core. No result depends on it.
  public var threads: Int?
  /// Whether bytes that are not UTF-8 become U+FFFD instead of ending the work.
  public var isLossy = false
  /// What has been read so far.
  public private(set) var report = TrainingTextReport()

  private(set) var words = WordCounts()
  /// Bytes of the current text that wait until there is a batch for each thread.
  private var waiting: [UInt8] = []
  /// The current text before `waiting`.
  private var position = TextPosition()

  /// - Parameters:
  ///   - normalizer: the same as in the tokenizer to be trained.
  ///   - preTokenizer: its pieces are the words; without one a line is a word.
  public init(normalizer: (any Normalizer)?, preTokenizer: (any PreTokenizer)?) {
    self.normalizer = normalizer
    self.preTokenizer = preTokenizer
  }
}

// MARK: - Lines
extension WordCounter {
  /// Counts the words of one line.
  public mutating func add(_ line: String) throws(TokenizerError) { try add(validUTF8: Array(line.utf8)) }

  /// Counts the words of one line given as bytes.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  public mutating func add(utf8: Span<UInt8>) throws(TokenizerError) {
    try UTF8Check.validate(utf8)
    try add(validUTF8: utf8.bytes(of: 0..<utf8.count))
  }

  private mutating func add(validUTF8 line: [UInt8]) throws(TokenizerError) {
    report.lines += 1
    report.bytes += line.count
    try batchCounter.add(line: line, to: &words, &report)
    finishBatch()
  }
}

// MARK: - Texts
extension WordCounter {
  /// Counts the words of text files, one after the other. Line ends (LF or CR LF) are not part of a line.
  /// - Parameter progress: is told now and then what was read so far.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``, or
  ///   ``TokenizerError/Code/invalidUTF8`` with file and line.
  public mutating func add(
    contentsOf paths: [String], progress: (TrainingTextReport) -> Void = { _ in }
  ) throws(TokenizerError) {
    for path in paths {
      do throws(TokenizerError) {
        let file = try InputFile(path: path)
        while try file.read(into: &waiting, atMost: WordBatch.byteCount) {
          try countFullBatches(progress)
        }
        try endText(progress: progress)
      } catch {
        throw error.place.file == nil ? error.inFile(path) : error
      }
    }
  }

  /// Takes the next bytes of a text that comes in parts of any size, cut anywhere; ``endText(progress:)`` ends it.
  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the line in this text.
  public mutating func append(
    _ part: Span<UInt8>, progress: (TrainingTextReport) -> Void = { _ in }
  ) throws(TokenizerError) {
    // Unsafe: the buffer is read before the closure returns, and not kept.
    unsafe part.withUnsafeBufferPointer { unsafe waiting.append(contentsOf: $0) }
    try countFullBatches(progress)
  }

  /// Ends a text that came in parts: what follows begins a new line, and lines are counted from 1 again.
  public mutating func endText(progress: (TrainingTextReport) -> Void = { _ in }) throws(TokenizerError) {
    defer {
      waiting.removeAll(keepingCapacity: true)
      position = TextPosition()
    }
    try count(WordBatch.cut(waiting, isEnd: true))
    progress(report)
  }

  private var threadCount: Int { max(1, threads ?? Workers.coreCount) }

  private mutating func countFullBatches(_ progress: (TrainingTextReport) -> Void) throws(TokenizerError) {
    guard waiting.count >= threadCount * WordBatch.byteCount else { return }
    let batches = WordBatch.cut(waiting, isEnd: false)
    guard let last = batches.last else { return }
    try count(batches)
    waiting.removeSubrange(..<last.range.upperBound)
    progress(report)
  }

  /// Counts batches of `waiting`, in as many rounds as it takes.
  private mutating func count(_ batches: [WordBatch]) throws(TokenizerError) {
    let counter = batchCounter
    let text = waiting
    guard threadCount > 1, batches.count > 1 else {
      for batch in batches {
        let part = try counter.count(batch, of: text, into: &words).onLines(after: position)
        finish(part, batch)
      }
      return
    }
    var start = 0
    while start < batches.count {
      let round = Array(batches[start..<min(batches.count, start + threadCount)])
      let results = Workers.map(round.count, threads: threadCount) { index in
        var words = WordCounts()
        return BatchResult(report: counter.count(round[index], of: text, into: &words), words: words)
      }
      for (batch, result) in zip(round, results) {
        let part = try result.report.onLines(after: position)
        words.add(result.words)
        finish(part, batch)
      }
      start += round.count
    }
  }

  private mutating func finish(_ part: TrainingTextReport, _ batch: WordBatch) {
    position.lines += part.lines
    position.bytes += batch.range.count
    report.add(part)
    finishBatch()
  }

  /// Batches are the same for any number of threads, and so is what is forgotten.
  private mutating func finishBatch() {
    if words.byteCount > wordMemory {
      let dropped = words.dropRarest(untilHalfOf: wordMemory)
      report.droppedWords += dropped.words
      report.droppedOccurrences += dropped.occurrences
    }
    report.distinctWords = words.count
  }

  private var batchCounter: BatchCounter {
    BatchCounter(normalizer: normalizer, preTokenizer: preTokenizer, isLossy: isLossy)
  }
}

/// What one thread has counted.
private struct BatchResult: Sendable {
  let report: Result<TrainingTextReport, TokenizerError>
  let words: WordCounts
}

/// How much of a text lies before a batch.
private struct TextPosition {
  var lines = 0
  var bytes = 0
}

extension Result<TrainingTextReport, TokenizerError> {
  /// The value, or the error with its place in the whole text.
  fileprivate func onLines(after position: TextPosition) throws(TokenizerError) -> TrainingTextReport {
    do {
      return try get()
    } catch {
      guard let line = error.place.line else { throw error }
      throw error.onLine(line + position.lines, startingAt: position.bytes)
    }
  }
}
