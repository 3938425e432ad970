/// What stands before a noun and decides the ending of its adjectives.
enum Determiner: Equatable, Sendable {
  case definite
  case this
  case every
  case indefinite
  /// German `kein`; English has `a`, `any` or nothing after a negated verb.
  case no
  case possessive(Pronoun)
  case numeral(Int)
  /// Nothing: plurals and masses.
  case bare

  private static let definiteForms = [["der", "die", "das"], ["den", "die", "das"], ["dem", "der", "dem"]]
  private static let pluralForms = ["die", "die", "den"]
  private static let einEndings = [["", "e", ""], ["en", "e", ""], ["em", "er", "em"]]
  private static let strongEndings = [["er", "e", "es"], ["en", "e", "es"], ["em", "er", "em"]]

  func german(_ gender: Gender, _ number: GrammaticalNumber, _ grammaticalCase: Case) -> String? {
    let row = grammaticalCase.rawValue
    let column = gender.rawValue
    let plural = number == .plural
    let ein = plural ? ["e", "e", "en"][row] : Self.einEndings[row][column]
    let strong = plural ? ["e", "e", "en"][row] : Self.strongEndings[row][column]
    return switch self {
    case .definite: plural ? Self.pluralForms[row] : Self.definiteForms[row][column]
    case .this: "dies" + strong
    case .every: "jed" + strong
    case .indefinite: "ein" + ein
    case .no: "kein" + ein
    case .possessive(let owner): owner.possessiveStem(hasEnding: !ein.isEmpty) + ein
    case .numeral(let count): GermanNumber.words(count)
    case .bare: nil
    }
  }

  func english(_ number: GrammaticalNumber, next word: String) -> String? {
    switch self {
    case .definite: "the"
    case .this: number == .singular ? "this" : "these"
    case .every: "every"
    case .indefinite: EnglishSpelling.article(before: word)
    case .no: number == .singular ? EnglishSpelling.article(before: word) : "any"
    case .possessive(let owner): owner.englishPossessive
    case .numeral(let count): EnglishNumber.words(count)
    case .bare: nil
    }
  }

  /// Weak after der-words, mixed after ein-words, strong after numbers and nothing.
  func adjectiveEnding(_ gender: Gender, _ number: GrammaticalNumber, _ grammaticalCase: Case) -> String {
    let row = grammaticalCase.rawValue
    let strongPlural = ["e", "e", "en"][row]
    let strong = number == .plural ? strongPlural : Self.strongEndings[row][gender.rawValue]
    switch self {
    case .bare, .numeral: return strong
    case .definite, .this, .every:
      return number == .singular && (row == 0 || row == 1 && gender != .masculine) ? "e" : "en"
    case .indefinite, .no, .possessive:
      return number == .singular && row < 2 && !(row == 1 && gender == .masculine) ? strong : "en"
    }
  }
}
