package import SerfTokenizer

/// Text as much of the literature trains on and scores: small letters, plain punctuation, tokens with blanks between,
/// characters of markup escaped.
///
/// What the Moses scripts `lowercase`, `normalize-punctuation` and `tokenizer` do, as stages of a vocabulary; the order of
/// quotation marks and full stops stays as it is, and apostrophes follow the rule for English.
package enum MosesText {
  /// Abbreviations whose full stop does not end a sentence, before a word that does not begin small.
  private static let abbreviations = ["dr", "jr", "mr", "mrs", "ms", "prof", "sr", "st", "vs"]

  /// Patterns and what takes their place, in this order.
  private static let rules: [(pattern: String, replacement: String)] =
    punctuation + [
      // A character that is neither letter, digit, blank nor one of .'-, stands alone.
      (#"(?<=[^\p{L}\p{M}\p{N}\s.'\-,])|(?=[^\p{L}\p{M}\p{N}\s.'\-,])"#, " "),
      // A comma does, but for one between digits.
      (#"(?<=\P{N}),|,(?=\P{N}|$)"#, " , "),
      // An apostrophe does, but for one between letters, which begins a token: man 's.
      (#"(?<=\P{L})'(?=\P{L})|(?<=[^\p{L}\p{N}])'(?=\p{L})|(?<=\p{L})'(?=\P{L}|$)"#, " ' "),
      (#"(?<=\p{L})'(?=\p{L})|(?<=\p{N})'(?=s)"#, " '"),
    ] + fullStops + [(" +", " "), ("^ | $", "")] + escapes

  private static let punctuation = [
    (#"\s+"#, " "), ("[„“”«»]|''|´´", "\""), ("[`´‘’‚]", "'"), ("–", "-"), (" *— *", " - "), ("…", "..."),
  ]

  /// The last full stop of a text, and one that ends a sentence, stand alone; several together do.
  private static let fullStops = [
    (#"(?<=[^.])(?=\.\.)|(?<=\.\.)(?=[^.])"#, " "), (#"(?<=[^\s.])\. *$"#, " ."),
    (
      #"(?<=[^\s.])(?<!\.\p{L})(?<!\b(?:"# + abbreviations.joined(separator: "|") + #"))\.(?=\s+\P{Ll})"#, " ."
    ),
  ]

  private static let escapes = [
    ("&", "&amp;"), ("'", "&apos;"), ("\"", "&quot;"), ("<", "&lt;"), (">", "&gt;"), (#"\|"#, "&#124;"),
    (#"\["#, "&#91;"), (#"\]"#, "&#93;"),
  ]

  /// The stages, for text that is composed (NFC).
  package static func normalizers() throws(TokenizerError) -> [any Normalizer] {
    var stages: [any Normalizer] = [Lowercase()]
    for rule in rules { stages.append(Replace(try TextPattern(regex: rule.pattern), with: rule.replacement)) }
    return stages
  }
}
