/// Roles of mteval-v13a: ASCII punctuation, with digits around full stop, comma and hyphen looked at.
///
/// - Parameter cutsChinese: whether Chinese characters are tokens by themselves: sacreBLEU's `zh`.
struct WesternRoles: CharacterRoles {
  let cutsChinese: Bool

  @inline(__always)
  func role(at index: Int, in text: Span<UInt8>) -> (role: CharacterRole, length: Int) {
    let byte = text[index]
    if byte < 0x80 { return (Self.asciiRole(byte), 1) }
    let next = text.scalar(at: index)
    if PythonWhitespace.contains(next.value) { return (.blank, next.length) }
    return (cutsChinese && ChineseCharacters.contains(next.value) ? .alone : .other, next.length)
  }

  @inline(__always)
  private static func asciiRole(_ byte: UInt8) -> CharacterRole {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "'"): .other
    case UInt8(ascii: " "): .blank
    case UInt8(ascii: "."), UInt8(ascii: ","): .separator
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "-"): .dash
    case 0x21...0x7E: .alone
    default: PythonWhitespace.contains(UInt32(byte)) ? .blank : .other
    }
  }
}

/// What sacreBLEU's `zh` takes for Chinese characters.
enum ChineseCharacters {
  static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    // sacreBLEU writes the two supplementary blocks, U+20000… and U+2F800…, with four-digit escapes, so that it compares
    // with the texts "\u2000" + "0" and the like. What that comes to is the next two ranges.
    case 0x2001...0x2A6D, 0x2F81...0x2FA1: true
    case 0x2E80...0x2EFF, 0x2F00...0x2FDF, 0x2FF0...0x303F, 0x3100...0x312F, 0x31A0...0x31BF, 0x31C0...0x31EF: true
    case 0x3200...0x33FF, 0x3400...0x4DB5, 0x4E00...0x9FBB: true
    case 0xF900...0xFA2D, 0xFA30...0xFA6A, 0xFA70...0xFAD9: true
    case 0xFE10...0xFE1F, 0xFE30...0xFE4F, 0xFF00...0xFFEF: true
    default: false
    }
  }
}
