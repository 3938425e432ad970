import Glibc

/// The bytes that what is looked for can begin with: where none of them is, nothing else is looked at.
struct FirstBytes: Sendable {
  private let isFirst: [Bool]
  /// The byte, when it is the only one: the C library looks for one byte at 32 bytes a step.
  private let only: UInt8?

  init(_ bytes: Set<UInt8>) {
    isFirst = (UInt8.min...UInt8.max).map(bytes.contains)
    only = bytes.count == 1 ? bytes.first : nil
  }

  /// The next place from `start` on that holds one of them; nil when there is none.
  func next(in utf8: Span<UInt8>, from start: Int) -> Int? {
    // Unsafe: the bytes from `start` to the end of the span are read.
    unsafe utf8.withUnsafeBufferPointer { bytes in
      guard start < bytes.count, let base = bytes.baseAddress else { return nil }
      if let only {
        return unsafe memchr(base + start, Int32(only), bytes.count - start).map { found in
          unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
        }
      }
      return unsafe isFirst.withUnsafeBufferPointer { isFirst in
        var position = start
        while position < bytes.count, unsafe !isFirst[Int(bytes[position])] { position &+= 1 }
        return position < bytes.count ? position : nil
      }
    }
  }
}
