/// The alphabet of byte-level models: 256 visible characters, one a byte (GPT-2, Radford et al. 2019).
///
/// Printable Latin-1 bytes are their own characters; the other 68 take U+0100 and on, in order, so that a blank is Ġ.
enum ByteAlphabet {
  /// The code point of each byte.
  static let points: [UInt32] = {
    var next: UInt32 = 0x100
    return (UInt32(0)..<256).map { byte -> UInt32 in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return byte
      default:
        next += 1
        return next - 1
      }
    }
  }()

  /// The characters as UTF-8.
  static let spellings: [[UInt8]] = points.map { point in
    var utf8: [UInt8] = []
    UTF8Layout.append(point, to: &utf8)
    return utf8
  }

  /// The byte of each code point below U+0144; -1 of those that stand for none.
  static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x144)
    for (byte, point) in points.enumerated() { bytes[Int(point)] = Int16(byte) }
    return bytes
  }()

  /// The bytes that a token stands for; nil when it has a character that is not of the alphabet.
  static func bytes(of token: Span<UInt8>) -> [UInt8]? {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(token.count)
    var position = 0
    while position < token.count {
      let (point, count) = UTF8Layout.scalar(token, at: position)
      guard point < 0x144, bytes[Int(point)] >= 0 else { return nil }
      decoded.append(UInt8(bytes[Int(point)]))
      position += count
    }
    return decoded
  }

  /// Spells bytes in the alphabet.
  static func spelling(of bytes: some Sequence<UInt8>) -> [UInt8] { bytes.flatMap { spellings[Int($0)] } }

  /// Writes a stretch in the alphabet: every byte of a character stands for the character.
  static func write(_ utf8: Span<UInt8>, _ range: Range<Int>, to rewriter: inout TextRewriter) {
    for position in range { rewriter.put(spellings[Int(utf8[position])], for: position) }
  }
}
