/// The gender of a German noun, in the order of the tables of endings.
enum Gender: Int, Sendable {
  case masculine
  case feminine
  case neuter
}

/// The cases that the sentences use; there are no genitives.
enum Case: Int, Sendable {
  case nominative
  case accusative
  case dative
}

enum GrammaticalNumber: Sendable {
  case singular
  case plural
}

/// Who does it, as far as a German verb shows.
enum Person: Int, Sendable {
  case firstSingular
  case secondSingular
  case thirdSingular
  case firstPlural
  case secondPlural
  case thirdPlural

  var isPlural: Bool { rawValue >= Person.firstPlural.rawValue }
}
