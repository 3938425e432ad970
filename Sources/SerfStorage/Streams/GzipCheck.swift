/// Length and checksum of what a gzip file unpacked to, to be held against its trailer.
///
/// Checksum: CRC-32 with the polynomial of RFC 1952, section 8, eight bytes a step.
struct GzipCheck {
  private var remainder: UInt32 = .max
  private var length: UInt32 = 0

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    length &+= UInt32(truncatingIfNeeded: bytes.count)
    remainder = unsafe Self.tables.withUnsafeBufferPointer { tables in unsafe Self.update(remainder, bytes, tables) }
  }

  /// False when the data is certainly damaged.
  ///
  /// The trailer at the end covers the last member alone. A file of several members (gzip files laid end to end) can't
  /// be checked here, nor one padded with zeros; they pass.
  func agrees(with trailer: GzipTrailer) -> Bool {
    guard !trailer.mayHaveMoreMembers, !trailer.isPadding else { return true }
    return trailer.checksum == ~remainder && trailer.length == length
  }
}

// MARK: - The checksum
extension GzipCheck {
  /// `tables[256 k + b]`: what byte b does to the remainder when k more bytes follow in the same step.
  private static let tables: [UInt32] = {
    let polynomial: UInt32 = 0xEDB8_8320
    var tables: [UInt32] = []
    for byte in 0..<UInt32(256) {
      var value = byte
      for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ polynomial : value >> 1 }
      tables.append(value)
    }
    for index in 256..<2048 {
      let previous = tables[index - 256]
      tables.append(previous >> 8 ^ tables[Int(previous & 0xFF)])
    }
    return tables
  }()

  private static func update(
    _ start: UInt32, _ bytes: UnsafeRawBufferPointer, _ tables: UnsafeBufferPointer<UInt32>
  ) -> UInt32 {
    var remainder = start
    var index = 0
    while index + 8 <= bytes.count {
      var word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      word ^= UInt64(remainder)
      remainder = 0
      for step in 0..<8 {
        let byte = Int(truncatingIfNeeded: word >> UInt64(8 * step)) & 0xFF
        unsafe remainder ^= tables[(7 - step) * 256 + byte]
      }
      index += 8
    }
    while index < bytes.count {
      remainder = unsafe remainder >> 8 ^ tables[Int((remainder ^ UInt32(bytes[index])) & 0xFF)]
      index += 1
    }
    return remainder
  }
}
