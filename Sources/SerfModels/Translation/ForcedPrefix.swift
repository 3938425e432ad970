import SerfTokenizer

/// Words that a translation is to begin with.
struct ForcedPrefix {
  private(set) var tokens: [Int32] = []
  /// Tokens that would make the last word a longer one, as "e" does of "Ein".
  private(set) var continuations: [Int] = []

  /// - Throws: ``ModelError`` where it is longer than a translation can be.
  init(_ text: String, _ preparation: TranslationPreparation) throws(ModelError) {
    let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
    guard end > text.startIndex else { return }
    tokens = try preparation.encode(targets: [String(text[..<end])])[0]
    guard tokens.count <= preparation.maxTokens else {
      throw .longPrefix(tokens: tokens.count, most: preparation.maxTokens)
    }
    guard let last = tokens.last, Self.isOfWord(text[text.index(before: end)]) else { return }
    continuations = (0..<preparation.tokenizers.target.vocabularySize).filter {
      Self.continues(last, with: Int32($0), preparation.tokenizers.target)
    }
  }

  /// Whether the text of two tokens goes on behind that of the first within a word; of a part of a character, which has no
  /// text yet, it is taken to.
  private static func continues(_ last: Int32, with next: Int32, _ tokenizer: Tokenizer) -> Bool {
    guard let before = try? tokenizer.decode([last]), let both = try? tokenizer.decode([last, next]),
      both != before
    else { return false }
    guard both.hasPrefix(before), let first = both.dropFirst(before.count).first else { return true }
    return isOfWord(first) || first == "\u{FFFD}"
  }

  private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
