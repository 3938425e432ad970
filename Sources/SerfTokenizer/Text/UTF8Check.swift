/// Whether bytes are well-formed UTF-8.
enum UTF8Check {
  /// The offset of the first byte that is not UTF-8 or cuts a character short; nil when all is well.
  static func firstError(in bytes: Span<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: bytes)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// The bytes as an array, once they are known to be UTF-8.
  static func validated(_ bytes: Span<UInt8>) throws(TokenizerError) -> [UInt8] {
    if let offset = firstError(in: bytes) { throw .invalidUTF8(at: offset) }
    // Unsafe: the buffer is read before the closure returns, and not kept.
    return unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }
}
