/// The last eight bytes of a stream read as a gzip trailer, and whether several gzip files may be laid end to end in it.
struct GzipTrailer {
  private var lastBytes: UInt64 = 0
  private var headerCount = 0

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var window = lastBytes
    var headers = headerCount
    for index in 0..<bytes.count {
      window = unsafe window << 8 | UInt64(bytes[index])
      // Magic number, method 8, and the three reserved flags clear (RFC 1952, section 2.3).
      if window & 0xFFFF_FFE0 == 0x1F8B_0800 { headers += 1 }
    }
    lastBytes = window
    headerCount = headers
  }

  /// CRC-32 of the last member, as stored.
  var checksum: UInt32 { UInt32(truncatingIfNeeded: lastBytes >> 32).byteSwapped }
  /// Its unpacked length modulo 2^32, as stored.
  var length: UInt32 { UInt32(truncatingIfNeeded: lastBytes).byteSwapped }
  /// True too when compressed data only looks like another header, once in some 100 MB.
  var mayHaveMoreMembers: Bool { headerCount > 1 }
  var isPadding: Bool { lastBytes == 0 }
}
