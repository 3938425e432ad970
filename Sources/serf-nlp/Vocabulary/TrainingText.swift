internal import SerfStorage
internal import SerfTokenizer

/// Reads the files that a vocabulary is trained on, compressed or not.
struct TrainingText {
  let console: Console
  let progress: ProgressLine

  /// Counts the words of files, one after the other.
  /// - Throws: `CommandError` with file and line for what is not UTF-8; `StorageError` where reading failed.
  func count(_ paths: [String], into counter: inout WordCounter) throws {
    for path in paths { try count(path, into: &counter) }
    progress.clear()
    reportLosses(counter.report)
  }

  private func count(_ path: String, into counter: inout WordCounter) throws {
    let stream = try ByteStream(path: path)
    let replaced = counter.report.replacedLines
    do {
      while let result = try stream.withNextChunk({ chunk in append(chunk, to: &counter) }) { try result.get() }
      try counter.endText(progress: show)
    } catch let error as TokenizerError {
      progress.clear()
      guard error.code == .invalidUTF8, let line = error.place.line else { throw error }
      throw CommandError.notUTF8(stream.path, line: line, offersLossy: true)
    }
    reportReplacements(counter.report.replacedLines - replaced, in: stream.path)
  }

  private func append(_ chunk: Span<UInt8>, to counter: inout WordCounter) -> Result<Void, TokenizerError> {
    do throws(TokenizerError) {
      return .success(try counter.append(chunk, progress: show))
    } catch {
      return .failure(error)
    }
  }

  private func show(_ report: TrainingTextReport) {
    progress.update(
      "read \(NumberText.grouped(report.lines)) lines, \(NumberText.grouped(report.distinctWords)) distinct words")
  }
}

// MARK: - What was not taken as it stood
extension TrainingText {
  private func reportReplacements(_ count: Int, in path: String) {
    guard count > 0 else { return }
    progress.clear()
    let lines = count == 1 ? "1 line is" : "\(NumberText.grouped(count)) lines are"
    console.message("\(path): \(lines) not UTF-8; what is wrong was replaced by U+FFFD")
  }

  private func reportLosses(_ report: TrainingTextReport) {
    if report.cutLines > 0 {
      console.message("lines of over 16 MB were cut at \(NumberText.grouped(report.cutLines)) places")
    }
    if report.droppedWords > 0 {
      console.message(
        "\(NumberText.grouped(report.droppedWords)) rare words, \(NumberText.grouped(report.droppedOccurrences)) "
          + "occurrences in all, were forgotten when the memory for words was full")
    }
  }
}
