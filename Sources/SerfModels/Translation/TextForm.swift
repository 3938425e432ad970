/// How a translation model's text is written, and so how its translations are scored.
public enum TextForm: String, CaseIterable, Codable, Sendable {
  /// As people write it; scored with 13a's tokens.
  case plain
  /// As the Moses scripts leave it: small letters, plain punctuation, tokens with blanks between; scored by those tokens.
  case moses
}
