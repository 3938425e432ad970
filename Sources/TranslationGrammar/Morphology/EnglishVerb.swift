/// An English verb with its particle.
struct EnglishVerb: Sendable {
  let base: String
  let past: String
  let participle: String
  /// `up` in `ring up`, before the object.
  let particle: String

  /// - Parameter entry: `base`, or `base past participle`; the base may be `ring+up` or `look_for`.
  init(entry: String) {
    let forms = entry.split(separator: " ").map(String.init)
    precondition(forms.count == 1 || forms.count == 3, "an English verb has one form or three: \(entry)")
    let parts = forms[0].split { $0 == "+" || $0 == "_" }.map(String.init)
    base = parts[0]
    particle = parts.dropFirst().joined(separator: " ")
    past = forms.count == 3 ? forms[1] : EnglishSpelling.withED(base)
    participle = forms.count == 3 ? forms[2] : EnglishSpelling.withED(base)
  }

  var isCopula: Bool { base == "be" }
  var key: String { particle.isEmpty ? base : "\(base) \(particle)" }

  func present(singular: Bool) -> String {
    singular ? base == "have" ? "has" : base == "go" ? "goes" : EnglishSpelling.withS(base) : base
  }
}
