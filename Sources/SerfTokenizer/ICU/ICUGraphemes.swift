import CICU

/// The boundaries of grapheme clusters, with their buffers.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe final class ICUGraphemes: @unchecked Sendable {
  private let boundaries: OpaquePointer

  init() throws(TokenizerError) {
    var opened: OpaquePointer?
    let code = unsafe serf_icu_graphemes_open(&opened)
    guard let boundaries = unsafe opened else { throw .unicodeLibrary("open grapheme boundaries", code: code) }
    unsafe self.boundaries = unsafe boundaries
  }

  deinit { unsafe serf_icu_words_close(boundaries) }

  /// Calls `body` with the end of each cluster of `text`, in bytes.
  func forEachEnd(in text: Span<UInt8>, _ body: (Int) -> Void) throws(TokenizerError) {
    var ends: UnsafePointer<Int>?
    var count = 0
    // Unsafe: ICU reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe serf_icu_words_find(boundaries, bytes.baseAddress, bytes.count, &ends, &count)
    }
    try ICU.check(code, "find graphemes", byteCount: text.count)
    // Unsafe: the offsets lie in our iterator's buffer, which nobody else uses until this returns.
    unsafe UnsafeBufferPointer(start: ends, count: count).forEach(body)
  }
}
