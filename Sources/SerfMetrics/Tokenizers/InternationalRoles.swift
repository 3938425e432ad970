/// Roles of mteval-v14's international tokenisation: Unicode's general categories.
///
/// Punctuation (P) is a separator, numbers (N) hold it, symbols (S) are tokens by themselves. The categories are those of
/// the standard library's Unicode.
struct InternationalRoles: CharacterRoles {
  @inline(__always)
  func role(at index: Int, in text: Span<UInt8>) -> (role: CharacterRole, length: Int) {
    let byte = text[index]
    if byte < 0x80 { return (Self.asciiRoles[Int(byte)], 1) }
    let next = text.scalar(at: index)
    return (Self.role(of: next.value), next.length)
  }

  private static let asciiRoles = (0..<128).map { role(of: $0) }

  private static func role(of value: UInt32) -> CharacterRole {
    if PythonWhitespace.contains(value) { return .blank }
    guard let scalar = Unicode.Scalar(value) else { return .other }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .separator
    case .decimalNumber, .letterNumber, .otherNumber: return .number
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: return .alone
    default: return .other
    }
  }
}
