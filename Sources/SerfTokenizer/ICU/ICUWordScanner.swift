import CICU

/// Word boundaries as ICU's iterator gives them, found by our own scanner of UTF-8 wherever no dictionary is needed.
///
/// ICU's automaton starts anew at each boundary and looks at nothing before it, so the scanner and ICU take turns: the
/// scanner does every segment by the rules of UAX 29, and leaves to ICU those that hold a character of Thai, Lao, Khmer,
/// Burmese, Chinese or Japanese. A scanner that is opened first compares itself with ICU on samples of all classes of
/// characters; where they differ (another version of the rules, the locale `en-US-posix`) ICU does everything.
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe package final class ICUWordScanner: @unchecked Sendable {
  private let scanner: OpaquePointer

  /// - Throws: ``TokenizerError/Code/badSetting`` for what is no language tag.
  package init(locale: String) throws(TokenizerError) {
    var opened: OpaquePointer?
    let code = unsafe serf_word_scanner_open(locale, &opened)
    if Int(code) == SERF_ICU_BAD_LOCALE { throw .unknownLocale(locale) }
    guard let scanner = unsafe opened else { throw .unicodeLibrary("open word boundaries", code: code) }
    unsafe self.scanner = unsafe scanner
  }

  deinit { unsafe serf_word_scanner_close(scanner) }

  /// False where ICU does everything.
  package var isUsed: Bool { unsafe serf_word_scanner_is_used(scanner) }

  /// Calls `body` with the ends of words behind `start`, which is 0 or one of them, some thousands in ascending order.
  /// - Parameter text: well-formed UTF-8, longer than `start`.
  package func withEnds(
    in text: Span<UInt8>, after start: Int, _ body: (Span<Int>) -> Void
  ) throws(TokenizerError) {
    var ends: UnsafePointer<Int>?
    var count = 0
    // Unsafe: the scanner reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe serf_word_scanner_find(scanner, bytes.baseAddress, bytes.count, start, &ends, &count)
    }
    try ICU.check(code, "find word boundaries", byteCount: text.count)
    // Unsafe: the offsets lie in our scanner's buffer, which nobody else uses until this returns.
    unsafe body(Span(_unsafeElements: UnsafeBufferPointer(start: ends, count: count)))
  }

  /// Calls `body` with the end of each word of `text`, in bytes.
  package func forEachEnd(in text: Span<UInt8>, _ body: (Int) -> Void) throws(TokenizerError) {
    var position = 0
    while position < text.count {
      try withEnds(in: text, after: position) { ends in
        for index in ends.indices { body(ends[index]) }
        position = ends[ends.count - 1]
      }
    }
  }
}
