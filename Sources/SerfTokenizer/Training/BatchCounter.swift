/// Counts the words of one batch of lines.
struct BatchCounter: Sendable {
  let normalizer: (any Normalizer)?
  let preTokenizer: (any PreTokenizer)?
  let isLossy: Bool

  /// Lines that are normalised and cut together, so that what they become stays in cache.
  private static let blockByteCount = 1 << 17

  /// - Returns: lines, bytes and words read, or the error with the line of the batch, from 1, and the byte of the batch.
  func count(
    _ batch: WordBatch, of text: [UInt8], into words: inout WordCounts
  ) -> Result<TrainingTextReport, TokenizerError> {
    var report = TrainingTextReport()
    if batch.cutsLine { report.cutLines = 1 }
    var start = batch.range.lowerBound
    while start < batch.range.upperBound {
      let end = Self.blockEnd(in: text, from: start, to: batch.range.upperBound)
      let lines = report.lines
      do throws(TokenizerError) {
        try count(block: Array(text[start..<end]), into: &words, &report)
      } catch {
        let line = lines + (error.place.line ?? 1)
        return .failure(error.placed(line: line, startingAt: start - batch.range.lowerBound))
      }
      start = end
    }
    // A line without an end counts where the text ends, not where it was cut.
    if batch.cutsLine { report.lines -= 1 }
    return .success(report)
  }

  private static func blockEnd(in text: [UInt8], from start: Int, to end: Int) -> Int {
    guard start + blockByteCount < end else { return end }
    if let last = text[start..<start + blockByteCount].lastIndex(of: 0x0A) { return last + 1 }
    return text[start + blockByteCount..<end].firstIndex(of: 0x0A).map { $0 + 1 } ?? end
  }

  private func count(
    block: [UInt8], into words: inout WordCounts, _ report: inout TrainingTextReport
  ) throws(TokenizerError) {
    let isValid = UTF8Check.firstError(in: block.span) == nil
    guard isValid, isLineByLine else { return try countLines(block, isValid: isValid, into: &words, &report) }
    var text = NormalizedText(validUTF8: block)
    if !isNormalized(block) { try normalizer?.normalize(&text) }
    var pieces = PreTokenizedText(text)
    try pieces.split { utf8, piece, lines in Self.cutLines(utf8, piece, into: &lines) }
    report.lines += pieces.pieces.count
    let lineEnds = pieces.text.utf8.count - pieces.pieces.reduce(0) { $0 + $1.count }
    report.bytes += block.count - lineEnds
    try preTokenizer?.preTokenize(&pieces)
    words.add(pieces.text.utf8.span, pieces: pieces.pieces)
    report.words += pieces.pieces.count
  }

  /// Counts the words of one line.
  func add(
    line: [UInt8], to words: inout WordCounts, _ report: inout TrainingTextReport
  ) throws(TokenizerError) {
    var text = NormalizedText(validUTF8: line)
    try normalizer?.normalize(&text)
    var pieces = PreTokenizedText(text)
    try preTokenizer?.preTokenize(&pieces)
    words.add(pieces.text.utf8.span, pieces: pieces.pieces)
    report.words += pieces.pieces.count
  }

  private func countLines(
    _ block: [UInt8], isValid: Bool, into words: inout WordCounts, _ report: inout TrainingTextReport
  ) throws(TokenizerError) {
    for (number, range) in Self.cutLines(block).enumerated() {
      var line = Array(block[range])
      if !isValid, let offset = UTF8Check.firstError(in: line.span) {
        guard isLossy else {
          throw TokenizerError.invalidUTF8(at: offset).placed(line: number + 1, startingAt: range.lowerBound)
        }
        line = Array(String(decoding: line, as: UTF8.self).utf8)
        report.replacedLines += 1
      }
      report.lines += 1
      report.bytes += range.count
      try add(line: line, to: &words, &report)
    }
  }
}

// MARK: - Lines
extension BatchCounter {
  /// The lines of a block, without their ends.
  private static func cutLines(_ block: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    lines.reserveCapacity(block.count / 64 + 1)
    cutLines(block.span, 0..<block.count, into: &lines)
    return lines
  }

  private static func cutLines(_ utf8: Span<UInt8>, _ piece: Range<Int>, into lines: inout [Range<Int>]) {
    var start = piece.lowerBound
    while start < piece.upperBound {
      var end = start
      while end < piece.upperBound, utf8[end] != 0x0A { end += 1 }
      let hasReturn = end < piece.upperBound && end > start && utf8[end - 1] == 0x0D
      lines.append(start..<(hasReturn ? end - 1 : end))
      start = end + 1
    }
  }
}

// MARK: - Short cuts
extension BatchCounter {
  /// Whether both stages give for many lines at once what they give for each: known of these, assumed of no other.
  private var isLineByLine: Bool {
    guard Self.isLineByLine(normalizer) else { return false }
    switch preTokenizer {
    case nil, is ICUWords, is ByteLevel, is BertPreTokenizer: return true
    // The first mark of a text is put before its first line alone.
    case let metaspace as Metaspace: return metaspace.prefix != .first
    default: return false
    }
  }

  private static func isLineByLine(_ normalizer: (any Normalizer)?) -> Bool {
    switch normalizer {
    case nil, is UnicodeNormalization, is Lowercase: true
    case let sequence as NormalizerSequence: sequence.normalizers.allSatisfy { isLineByLine($0) }
    default: false
    }
  }

  /// Whether normalisation changes nothing, as far as that is told by a glance: code points below U+0300 are in NFC.
  private func isNormalized(_ block: [UInt8]) -> Bool {
    guard let normalizer else { return true }
    guard let form = (normalizer as? UnicodeNormalization)?.form, form == .nfc else { return false }
    return block.allSatisfy { $0 < 0xCC }
  }
}

extension TokenizerError {
  /// The same error, known to be on a line (counted from 1) that began at a byte, without a word of it in the message.
  fileprivate func placed(line: Int, startingAt offset: Int) -> TokenizerError {
    var error = self
    error.place.line = line
    error.place.byteOffset = place.byteOffset.map { $0 + offset }
    return error
  }
}
