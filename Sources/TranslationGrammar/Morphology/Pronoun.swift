/// The personal pronouns, with the polite one.
///
/// English `you` is `du` unless the sentence calls somebody Mr or Ms (`Sie`) or speaks to several (`ihr`).
enum Pronoun: Int, CaseIterable, Sendable {
  case i
  case you
  case he
  case she
  case it
  case we
  case youAll
  case they
  case polite

  private static let german = [
    ["ich", "mich", "mir", "mich"], ["du", "dich", "dir", "dich"], ["er", "ihn", "ihm", "sich"],
    ["sie", "sie", "ihr", "sich"], ["es", "es", "ihm", "sich"], ["wir", "uns", "uns", "uns"],
    ["ihr", "euch", "euch", "euch"], ["sie", "sie", "ihnen", "sich"], ["Sie", "Sie", "Ihnen", "sich"],
  ]
  private static let english = [
    ["I", "me", "my"], ["you", "you", "your"], ["he", "him", "his"], ["she", "her", "her"], ["it", "it", "its"],
    ["we", "us", "our"], ["you", "you", "your"], ["they", "them", "their"], ["you", "you", "your"],
  ]
  private static let stems = ["mein", "dein", "sein", "ihr", "sein", "unser", "euer", "ihr", "Ihr"]

  func german(_ grammaticalCase: Case) -> String { Self.german[rawValue][grammaticalCase.rawValue] }
  var reflexive: String { Self.german[rawValue][3] }
  var english: String { Self.english[rawValue][0] }
  var englishObject: String { Self.english[rawValue][1] }
  var englishPossessive: String { Self.english[rawValue][2] }

  /// `euer` loses its second e before an ending: euer Haus, eure Stadt.
  func possessiveStem(hasEnding: Bool) -> String { self == .youAll && hasEnding ? "eur" : Self.stems[rawValue] }

  var person: Person {
    switch self {
    case .i: .firstSingular
    case .you: .secondSingular
    case .he, .she, .it: .thirdSingular
    case .we: .firstPlural
    case .youAll: .secondPlural
    case .they, .polite: .thirdPlural
    }
  }

  /// English `are`, `have`, `do`: for all but the third person singular, and `I am`.
  var isPluralInEnglish: Bool { person != .thirdSingular && self != .i }

  static func of(_ gender: Gender, _ number: GrammaticalNumber = .singular) -> Pronoun {
    number == .plural ? .they : gender == .masculine ? .he : gender == .feminine ? .she : .it
  }
}
