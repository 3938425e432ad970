/// How a file has its numbers, little-endian.
enum NumberFormat: Sendable {
  case half
  /// The upper half of single precision.
  case brainHalf
  case single
  case double

  /// Unit: bytes.
  var size: Int {
    switch self {
    case .half, .brainHalf: 2
    case .single: 4
    case .double: 8
    }
  }

  /// - Parameter bytes: as many as a whole count of numbers takes.
  func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { place in
      let bits = (0..<size).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[place + $1]) }
      return switch self {
      case .half: Float(Float16(bitPattern: UInt16(bits)))
      case .brainHalf: Float(bitPattern: UInt32(bits) << 16)
      case .single: Float(bitPattern: UInt32(bits))
      case .double: Float(Double(bitPattern: bits))
      }
    }
  }
}
