/// A noun phrase, a name or a pronoun, ready for any place in a clause.
struct Nominal: Sendable {
  enum Kind: Sendable {
    case pronoun
    case name
    case definite
    case indefinite
  }

  let kind: Kind
  let person: Person
  let gender: Gender
  let english: String
  let englishObject: String
  /// Nominative, accusative, dative.
  let german: [String]
  let isPluralInEnglish: Bool
  /// The word by which held-out combinations are known.
  let key: String
  /// The possessive that points back to it, where English and German agree on one.
  let owner: Pronoun?

  func german(_ grammaticalCase: Case) -> String { german[grammaticalCase.rawValue] }

  var englishBe: String { english == "I" ? "am" : isPluralInEnglish ? "are" : "is" }
  var englishWas: String { isPluralInEnglish ? "were" : "was" }
  var englishHave: String { isPluralInEnglish || english == "I" ? "have" : "has" }
  var englishDo: String { isPluralInEnglish || english == "I" ? "do" : "does" }
}

// MARK: - Making
extension Nominal {
  init(_ pronoun: Pronoun) {
    kind = .pronoun
    person = pronoun.person
    gender = pronoun == .he ? .masculine : pronoun == .it ? .neuter : .feminine
    english = pronoun.english
    englishObject = pronoun.englishObject
    german = [Case.nominative, .accusative, .dative].map { pronoun.german($0) }
    isPluralInEnglish = pronoun.isPluralInEnglish
    key = pronoun.english.lowercased()
    owner = pronoun
  }

  init(name: String, gender: Gender) {
    kind = .name
    person = .thirdSingular
    self.gender = gender
    english = name
    englishObject = name
    german = [name, name, name]
    isPluralInEnglish = false
    key = name
    owner = Pronoun.of(gender)
  }

  /// A fixed phrase such as `the piano`, `Klavier`.
  init(fixed phrase: Phrase, key: String) {
    kind = .indefinite
    person = .thirdSingular
    gender = .neuter
    english = phrase.english
    englishObject = phrase.english
    german = [phrase.german, phrase.german, phrase.german]
    isPluralInEnglish = false
    self.key = key
    owner = nil
  }

  init(_ noun: Noun, _ determiner: Determiner, _ number: GrammaticalNumber = .singular, adjective: Adjective? = nil) {
    kind = [.indefinite, .bare, .no].contains(determiner) || determiner.isNumeral ? .indefinite : .definite
    person = number == .plural ? .thirdPlural : .thirdSingular
    gender = noun.gender
    let word = noun.english(number)
    let described = adjective.map { "\($0.english) \(word)" } ?? word
    let before = determiner.english(number, next: described)
    let phrase =
      noun.isMass && determiner == .no ? "any \(described)" : before.map { "\($0) \(described)" } ?? described
    english = phrase
    englishObject = phrase
    german = [Case.nominative, .accusative, .dative].map { grammaticalCase in
      [
        determiner.german(noun.gender, number, grammaticalCase),
        adjective?.german(determiner, noun.gender, number, grammaticalCase), noun.german(number, grammaticalCase),
      ].compactMap { $0 }.joined(separator: " ")
    }
    isPluralInEnglish = number == .plural
    key = noun.key
    owner = number == .plural || noun.gender != .neuter ? Pronoun.of(noun.gender, number) : nil
  }
}

extension Determiner {
  var isNumeral: Bool {
    if case .numeral = self { true } else { false }
  }
}
