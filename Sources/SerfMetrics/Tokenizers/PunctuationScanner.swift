/// Cuts a text into tokens at blanks and punctuation, in one pass.
///
/// mteval's tokenisers are chains of substitutions that put blanks around punctuation:
///
///     ([^0-9])([.,])  →  \1 \2␣        a separator after a non-number
///     ([.,])([^0-9])  →  ␣\1 \2        a separator before a non-number
///
/// Substitution goes from the left and never uses a character twice, so in a run of separators the first rule misses
/// the one after each that it cut. What is left of the chain is: separator j is cut out when the character before it
/// exists, is no number and is no separator that the first rule cut; or when the character after it exists and is no
/// number. (A missed separator is preceded by a cut one, so no two ever stay together, and the second rule sees each.)
/// With ``hasMargins`` the text stands between two blanks, so that both neighbours always exist.
struct PunctuationScanner<Roles: CharacterRoles> {
  let roles: Roles
  let hasMargins: Bool

  /// Appends where the tokens lie.
  func scan(_ text: Span<UInt8>, into tokens: inout [Range<Int>]) {
    guard text.count > 0 else { return }
    var start = 0
    var index = 0
    var previous: CharacterRole? = hasMargins ? .blank : nil
    var wasCutByFirstRule = false
    var (role, length) = roles.role(at: 0, in: text)
    while true {
      let end = index + length
      let following = end < text.count ? roles.role(at: end, in: text) : nil
      var isAlone = role == .alone
      var isCutByFirstRule = false
      if role == .separator {
        isCutByFirstRule = previous != nil && previous != .number && !wasCutByFirstRule
        let next = following?.role ?? (hasMargins ? .blank : .number)
        isAlone = isCutByFirstRule || next != .number
      } else if role == .dash {
        isAlone = previous == .number
      }
      if isAlone || role == .blank {
        if start < index { tokens.append(start..<index) }
        if isAlone { tokens.append(index..<end) }
        start = end
      }
      guard let following else {
        if start < end { tokens.append(start..<min(end, text.count)) }
        return
      }
      previous = role
      wasCutByFirstRule = isCutByFirstRule
      index = end
      (role, length) = following
    }
  }
}
