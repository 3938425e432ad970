/// An adjective in both languages.
struct Adjective: Sendable {
  let english: String
  let englishComparative: String?
  /// After a verb: der Saal ist dunkel.
  let predicate: String
  /// Before an ending: der dunkl-e Saal.
  let stem: String
  let comparative: String
  /// Classes or names of the nouns that it goes with.
  let nouns: [String]

  /// - Parameter row: a row of `Lexicon.adjectiveTable`.
  init(row: String) {
    let fields = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    precondition(fields.count == 5, "an adjective has five fields: \(row)")
    let german = fields[1].split(separator: "/").map(String.init)
    english = fields[0]
    predicate = german[0]
    stem = german[german.count - 1]
    englishComparative = fields[2] == "-" ? nil : fields[2]
    comparative = fields[3]
    nouns = fields[4].split(separator: " ").map(String.init)
  }

  func goesWith(_ noun: Noun) -> Bool { nouns.contains { $0 == noun.key || noun.has($0) } }

  func german(_ determiner: Determiner, _ gender: Gender, _ number: GrammaticalNumber, _ grammaticalCase: Case)
    -> String
  {
    stem + determiner.adjectiveEnding(gender, number, grammaticalCase)
  }
}
