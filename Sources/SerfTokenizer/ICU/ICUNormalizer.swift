import CICU

/// Buffers for normalisation that says where each character came from.
///
/// - Invariant: one thread at a time uses it; ``Pool`` lends it to one caller.
@safe final class ICUNormalizer: @unchecked Sendable {
  private let workspace: OpaquePointer

  init() throws(TokenizerError) {
    guard let workspace = unsafe serf_icu_workspace_create() else {
      throw .unicodeLibrary("make room for text", code: Int32(SERF_ICU_NO_MEMORY))
    }
    unsafe self.workspace = unsafe workspace
  }

  deinit { unsafe serf_icu_workspace_destroy(workspace) }

  /// Normalises a text in place; `form` is a number of `CICU.h`.
  func normalize(_ text: inout NormalizedText, form: Int32) throws(TokenizerError) {
    var result = unsafe serf_icu_aligned()
    let utf8 = text.utf8
    // Unsafe: ICU reads `count` bytes from the array's address, and keeps no pointer to them.
    let code = unsafe utf8.withUnsafeBufferPointer { bytes in
      unsafe serf_icu_normalize_aligned(workspace, form, bytes.baseAddress, bytes.count, &result)
    }
    try ICU.check(code, "normalize text", byteCount: utf8.count)
    guard unsafe result.changed else { return }
    // Unsafe: the result lies in our workspace, which nobody else uses until it is written into the text.
    let bytes = unsafe UnsafeBufferPointer(start: result.bytes, count: result.count)
    let origins = unsafe UnsafeBufferPointer(start: result.origins, count: result.origin_count)
    text.rewrite { _, rewriter in
      var position = 0
      for index in 0..<origins.count {
        let origin = unsafe origins[index]
        let unchanged = origin.result_start - rewriter.utf8.count
        rewriter.copy(position..<position + unchanged)
        let character = unsafe UnsafeBufferPointer(rebasing: bytes[origin.result_start..<origin.result_end])
        unsafe rewriter.put(Span(_unsafeElements: character), for: origin.source == Int.max ? nil : origin.source)
        position = origin.source_next
      }
      rewriter.copy(position..<utf8.count)
    }
  }
}
