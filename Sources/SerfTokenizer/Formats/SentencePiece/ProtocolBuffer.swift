/// Reads and writes the fields of a protocol buffer, as far as SentencePiece's models need it.
struct ProtocolBufferReader {
  /// What a field holds.
  enum Value {
    case number(UInt64)
    case float(Float)
    case bytes(Range<Int>)
  }

  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
    self.bytes = bytes
    position = range?.lowerBound ?? 0
    end = range?.upperBound ?? bytes.count
  }

  /// The next field; nil at the end.
  mutating func next() throws(TokenizerError) -> (field: Int, value: Value)? {
    guard position < end else { return nil }
    let start = position
    let key = try number()
    switch key & 7 {
    case 0: return (Int(key >> 3), .number(try number()))
    case 1: return (Int(key >> 3), .bytes(try take(8, from: start)))
    case 2:
      let count = try number()
      guard count <= UInt64(end - position) else { throw .badModel(at: start) }
      return (Int(key >> 3), .bytes(try take(Int(count), from: start)))
    case 5:
      let range = try take(4, from: start)
      let bits = range.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[$1]) }
      return (Int(key >> 3), .float(Float(bitPattern: bits)))
    default: throw .badModel(at: start)
    }
  }

  private mutating func take(_ count: Int, from start: Int) throws(TokenizerError) -> Range<Int> {
    guard count <= end - position else { throw .badModel(at: start) }
    defer { position += count }
    return position..<position + count
  }

  private mutating func number() throws(TokenizerError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard position < end else { throw .badModel(at: position) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .badModel(at: position)
  }
}

/// Writes fields one behind the other.
struct ProtocolBufferWriter {
  private(set) var bytes: [UInt8] = []

  mutating func number(_ field: Int, _ value: Int) {
    key(field, 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func float(_ field: Int, _ value: Float) {
    key(field, 5)
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> shift))
    }
  }

  mutating func bytes(_ field: Int, _ value: [UInt8]) {
    key(field, 2)
    varint(UInt64(value.count))
    bytes += value
  }

  private mutating func key(_ field: Int, _ kind: UInt64) { varint(UInt64(field) << 3 | kind) }

  private mutating func varint(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value | 0x80))
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}
