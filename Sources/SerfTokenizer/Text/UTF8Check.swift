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

  /// - Throws: ``TokenizerError/Code/invalidUTF8`` with the offset of the first wrong byte.
  static func validate(_ bytes: Span<UInt8>) throws(TokenizerError) {
    if let offset = firstError(in: bytes) { throw .invalidUTF8(at: offset) }
  }
}
