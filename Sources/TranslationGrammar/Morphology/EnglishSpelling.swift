/// The spelling rules of English endings.
enum EnglishSpelling {
  private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

  /// Name in the tables: blanks as underscores.
  static func key(_ word: String) -> String { String(word.map { $0 == " " ? "_" : $0 }) }

  /// Third person or regular plural: `box` boxes, `carry` carries, `key` keys.
  static func withS(_ word: String) -> String {
    if ["s", "x", "z", "ch", "sh"].contains(where: word.hasSuffix) { return word + "es" }
    if endsInConsonantAndY(word) { return word.dropLast() + "ies" }
    return word + "s"
  }

  /// Regular past: `bake` baked, `carry` carried, `plan` planned.
  static func withED(_ word: String) -> String {
    if word.hasSuffix("e") { return word + "d" }
    if endsInConsonantAndY(word) { return word.dropLast() + "ied" }
    return doubled(word) + "ed"
  }

  /// `bake` baking, `lie` lying, `run` running, `see` seeing.
  static func withING(_ word: String) -> String {
    if word.hasSuffix("ie") { return word.dropLast(2) + "ying" }
    if word.hasSuffix("e"), !word.hasSuffix("ee"), word != "be" { return word.dropLast() + "ing" }
    return doubled(word) + "ing"
  }

  /// `a` or `an`.
  static func article(before word: String) -> String {
    let sounds = word.hasPrefix("hon") || (isVowel(word.first ?? "x") && !word.hasPrefix("use"))
    return sounds && !["honey"].contains(word) ? "an" : "a"
  }

  private static func endsInConsonantAndY(_ word: String) -> Bool {
    word.hasSuffix("y") && word.dropLast().last.map { !isVowel($0) } == true
  }

  /// A final consonant is doubled after one short, stressed vowel: `plan`, `forget`, but not `visit` or `cook`.
  private static func doubled(_ word: String) -> String {
    let letters = Array(word)
    guard letters.count >= 3, let last = letters.last, !isVowel(last), !"wxy".contains(last),
      isVowel(letters[letters.count - 2]), !isVowel(letters[letters.count - 3])
    else { return word }
    let syllables = letters.indices.count { isVowel(letters[$0]) && ($0 == 0 || !isVowel(letters[$0 - 1])) }
    return syllables == 1 || ["forget", "travel", "cancel"].contains(word) ? word + String(last) : word
  }
}
