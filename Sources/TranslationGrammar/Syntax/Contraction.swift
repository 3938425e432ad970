/// German prepositions that swallow the definite article.
enum Contraction {
  private static let forms = [
    "in dem": "im", "in das": "ins", "an dem": "am", "an das": "ans", "von dem": "vom", "zu dem": "zum",
    "zu der": "zur",
    "bei dem": "beim",
  ]

  /// `in` and `dem alten Haus` make `im alten Haus`.
  static func joined(_ preposition: String, _ phrase: String) -> String {
    for article in ["dem", "das", "der"] where phrase.hasPrefix(article + " ") {
      guard let short = forms["\(preposition) \(article)"] else { continue }
      return short + phrase.dropFirst(article.count)
    }
    return "\(preposition) \(phrase)"
  }
}
