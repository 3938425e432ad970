import CICU

/// The Unicode library that is linked.
package enum ICU {
  /// Its version, as in "72.1".
  package static var version: String { unsafe text(serf_icu_version) }

  /// The version of Unicode that it implements, as in "15.0".
  package static var unicodeVersion: String { unsafe text(serf_icu_unicode_version) }

  /// Refuses what is no language tag: ICU itself would take the root locale and say nothing.
  static func check(locale: String) throws(TokenizerError) {
    guard unsafe serf_icu_is_locale(locale) else { throw .unknownLocale(locale) }
  }

  private static func text(_ fill: (UnsafeMutablePointer<CChar>) -> Void) -> String {
    // Unsafe: CICU.h promises that 20 bytes are enough, the final zero included.
    var bytes = [CChar](repeating: 0, count: 20)
    unsafe bytes.withUnsafeMutableBufferPointer { buffer in
      if let start = buffer.baseAddress { unsafe fill(start) }
    }
    return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func check(_ code: Int32, _ operation: String, byteCount: Int) throws(TokenizerError) {
    switch Int(code) {
    case SERF_ICU_OK: return
    case SERF_ICU_TOO_LONG: throw .textTooLong(byteCount: byteCount)
    default: throw .unicodeLibrary(operation, code: code)
    }
  }
}

/// Buffers for ICU's conversions of text.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe final class ICUConverter: @unchecked Sendable {
  /// The normalisation forms that ICU knows, by the numbers of `CICU.h`.
  enum Conversion {
    case normalize(form: Int32)
    case lowercase(locale: String)
  }

  private let workspace: OpaquePointer

  init() throws(TokenizerError) {
    guard let workspace = unsafe serf_icu_workspace_create() else {
      throw .unicodeLibrary("make room for text", code: Int32(SERF_ICU_NO_MEMORY))
    }
    unsafe self.workspace = unsafe workspace
  }

  deinit { unsafe serf_icu_workspace_destroy(workspace) }

  /// The converted text with its edits; nil when nothing changes.
  func convert(_ text: Span<UInt8>, _ conversion: Conversion) throws(TokenizerError) -> (utf8: [UInt8], edits: [Edit])?
  {
    var result = unsafe serf_icu_result()
    // Unsafe: ICU reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      switch conversion {
      case .normalize(let form):
        unsafe serf_icu_normalize(workspace, form, bytes.baseAddress, bytes.count, &result)
      case .lowercase(let locale):
        unsafe serf_icu_lowercase(workspace, locale, bytes.baseAddress, bytes.count, &result)
      }
    }
    try ICU.check(code, "convert text", byteCount: text.count)
    guard unsafe result.changed else { return nil }
    // Unsafe: the result lies in our workspace, which nobody else uses until these copies are made.
    let utf8 = unsafe Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
    let edits = unsafe UnsafeBufferPointer(start: result.edits, count: result.edit_count).map { edit in
      Edit(
        source: Int(edit.source_start)..<Int(edit.source_end), result: Int(edit.result_start)..<Int(edit.result_end))
    }
    return (utf8, edits)
  }
}

/// One of ICU's word-boundary iterators, with its buffers.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe package final class ICUWordIterator: @unchecked Sendable {
  private let words: OpaquePointer

  package init(locale: String) throws(TokenizerError) {
    var opened: OpaquePointer?
    let code = unsafe serf_icu_words_open(locale, &opened)
    if Int(code) == SERF_ICU_BAD_LOCALE { throw .unknownLocale(locale) }
    guard let words = unsafe opened else { throw .unicodeLibrary("open word boundaries", code: code) }
    unsafe self.words = unsafe words
  }

  deinit { unsafe serf_icu_words_close(words) }

  /// Calls `body` with the end of each word of `text`, in bytes.
  package func forEachEnd(in text: Span<UInt8>, _ body: (Int) -> Void) throws(TokenizerError) {
    var ends: UnsafePointer<Int>?
    var count = 0
    // Unsafe: ICU reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe serf_icu_words_find(words, bytes.baseAddress, bytes.count, &ends, &count)
    }
    try ICU.check(code, "find word boundaries", byteCount: text.count)
    // Unsafe: the offsets lie in our iterator's buffer, which nobody else uses until this returns.
    unsafe UnsafeBufferPointer(start: ends, count: count).forEach(body)
  }

  /// Turns a text into ICU's own UTF-16, for ``countBoundaries()``.
  package func load(_ text: Span<UInt8>) throws(TokenizerError) {
    // Unsafe: ICU reads `count` bytes from the span's address, and keeps no pointer to them.
    let code = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe serf_icu_words_load(words, bytes.baseAddress, bytes.count)
    }
    try ICU.check(code, "load a text", byteCount: text.count)
  }

  /// Lets the iterator run over the loaded text and does nothing else: what the scanner is measured beside.
  package func countBoundaries() throws(TokenizerError) -> Int {
    var count = 0
    try ICU.check(unsafe serf_icu_words_count(words, &count), "find word boundaries", byteCount: 0)
    return count
  }
}
