/// How a translation model's text is written.
public enum TextForm: String, CaseIterable, Codable, Sendable {
  /// As people write it; scored with 13a's tokens.
  case plain
  /// With its tokens apart already; scored by them.
  case tokenized
  /// As the Moses scripts leave it, which the vocabulary does: small letters, plain punctuation, tokens with blanks between;
  /// scored by those tokens.
  case moses
}

/// How the answers of a translation model are written, and so how they are held against references.
public struct WrittenForm: Hashable, Sendable {
  public var text: TextForm
  /// Whether the vocabulary has small letters alone, so that capitals of references can't be met.
  public var ignoresCase: Bool

  public init(_ text: TextForm = .plain, ignoresCase: Bool = false) {
    (self.text, self.ignoresCase) = (text, ignoresCase)
  }
}
