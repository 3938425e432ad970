/// Where sentences end, as far as a full stop tells.
enum SentenceEnds {
  /// Words before a full stop that go on with the sentence, of English and German.
  private static let abbreviations: Set<String> = [
    "bzw", "ca", "cf", "co", "d.h", "dr", "e.g", "etc", "evtl", "fr", "ggf", "hr", "i.e", "inc", "jr", "ltd", "mr",
    "mrs", "ms", "no", "nr", "prof", "sr", "st", "str", "u.a", "usw", "vgl", "vs", "z.b",
  ]

  /// Digits of a German ordinal number at most: "am 3. Mai", but "im Jahr 1990. Er".
  private static let ordinalDigits = 2

  /// Whether a sentence ends with a word. In doubt it does not: two sentences at once are the lesser harm than half of one.
  static func endsSentence(_ word: Substring, before next: Substring?) -> Bool {
    let bare = word.drop(while: isBracket).reversedDrop(while: isBracket)
    guard let last = bare.last, ".!?…。！？".contains(last) else { return false }
    guard last == ".", let next else { return true }
    let stem = bare.dropLast()
    let isInitial = stem.count == 1 && stem.first?.isLetter == true
    let isOrdinal = !stem.isEmpty && stem.count <= ordinalDigits && stem.allSatisfy(\.isNumber)
    let goesOnSmall = next.first(where: { !isBracket($0) })?.isLowercase == true
    return !isInitial && !isOrdinal && !goesOnSmall && !abbreviations.contains(stem.lowercased())
  }

  /// What may stand around a word, or behind a full stop.
  private static func isBracket(_ character: Character) -> Bool { "\"'“”„‚‘’«»‹›()[]".contains(character) }
}

extension Substring {
  fileprivate func reversedDrop(while predicate: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
