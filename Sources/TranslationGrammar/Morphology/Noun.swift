/// A noun in both languages.
struct Noun: Sendable {
  let english: String
  let englishPlural: String
  let german: String
  /// Accusative and dative singular: another form than the nominative for weak nouns (der Junge, den Jungen).
  let germanOblique: String
  let gender: Gender
  let germanPlural: String
  let isMass: Bool
  let classes: [String]

  /// - Parameter row: a row of `Lexicon.nounTable`.
  init(row: String) {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    precondition(fields.count == 6, "a noun has six fields: \(row)")
    let german = fields[2].split(separator: "/").map(String.init)
    english = fields[0]
    isMass = fields[4] == "-"
    englishPlural = isMass ? english : fields[1] == "-" ? EnglishSpelling.withS(english) : fields[1]
    self.german = german[0]
    germanOblique = german[german.count - 1]
    gender = fields[3] == "m" ? .masculine : fields[3] == "f" ? .feminine : .neuter
    germanPlural = fields[4]
    classes = fields[5].split(separator: " ").map(String.init)
  }

  /// The name by which the tables call it.
  var key: String { EnglishSpelling.key(english) }

  func has(_ name: String) -> Bool { classes.contains(name) }

  func english(_ number: GrammaticalNumber) -> String { number == .singular ? english : englishPlural }

  func german(_ number: GrammaticalNumber, _ grammaticalCase: Case) -> String {
    switch (number, grammaticalCase) {
    case (.singular, .nominative): german
    case (.singular, _): germanOblique
    case (.plural, .dative):
      germanPlural.hasSuffix("n") || germanPlural.hasSuffix("s") ? germanPlural : germanPlural + "n"
    case (.plural, _): germanPlural
    }
  }
}
