/// What a character is to a tokeniser that cuts at punctuation.
enum CharacterRole: UInt8 {
  /// A blank: between tokens, part of none.
  case blank
  /// A token by itself, always.
  case alone
  /// A full stop or its like: a token by itself, unless numbers stand around it.
  case separator
  /// What can hold a separator.
  case number
  /// A token by itself after a number.
  case dash
  /// Part of a word.
  case other
}

/// Says the role of characters; ``PunctuationScanner`` is specialised for each such type.
protocol CharacterRoles {
  /// The role of the character that begins at `index` of `text`, and how many bytes it takes.
  func role(at index: Int, in text: Span<UInt8>) -> (role: CharacterRole, length: Int)
}
