import CICU

/// A compiled regular expression with its buffers.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe final class ICURegex: @unchecked Sendable {
  private let regex: OpaquePointer

  /// - Parameter pattern: in ICU's syntax.
  init(_ pattern: String) throws(TokenizerError) {
    var opened: OpaquePointer?
    var offset: Int32 = -1
    let bytes = Array(pattern.utf8)
    // Unsafe: ICU reads `count` bytes from the array's address, and keeps no pointer to them.
    _ = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe serf_icu_regex_open(buffer.baseAddress, buffer.count, &opened, &offset)
    }
    guard let regex = unsafe opened else { throw .badPattern(pattern, at: Int(offset)) }
    unsafe self.regex = unsafe regex
  }

  deinit { unsafe serf_icu_regex_close(regex) }

  /// Calls `body` with each match in `text`, in bytes.
  func forEachMatch(in text: Span<UInt8>, _ body: (Range<Int>) -> Void) throws(TokenizerError) {
    var bounds: UnsafePointer<Int>?
    var count = 0
    // Unsafe: ICU reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe serf_icu_regex_find(regex, bytes.baseAddress, bytes.count, &bounds, &count)
    }
    if Int(code) == SERF_ICU_TOO_LONG { throw .patternTooSlow(byteCount: text.count) }
    try ICU.check(code, "search with a regular expression", byteCount: text.count)
    // Unsafe: the offsets lie in our expression's buffer, which nobody else uses until this returns.
    let found = unsafe UnsafeBufferPointer(start: bounds, count: count * 2)
    var position = 0
    while position + 1 < found.count {
      body(unsafe found[position]..<found[position + 1])
      position += 2
    }
  }
}
