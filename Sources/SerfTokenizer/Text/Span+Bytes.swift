extension Span<UInt8> {
  /// A stretch as an array.
  func bytes(of range: Range<Int>) -> [UInt8] {
    // Unsafe: the bytes are copied before the closure returns.
    unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Where a byte stands last.
  func lastIndex(of byte: UInt8) -> Int? {
    // Unsafe: the bytes are read before the closure returns.
    unsafe withUnsafeBufferPointer { unsafe $0.lastIndex(of: byte) }
  }

  /// Whether a stretch is ASCII alone.
  func isASCII(_ range: Range<Int>) -> Bool {
    // Unsafe: eight bytes at a time while there are as many.
    unsafe extracting(range).withUnsafeBytes { bytes in
      var position = 0
      while position &+ 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 != 0 { return false }
        position &+= 8
      }
      while position < bytes.count {
        if unsafe bytes[position] >= 0x80 { return false }
        position &+= 1
      }
      return true
    }
  }
}
