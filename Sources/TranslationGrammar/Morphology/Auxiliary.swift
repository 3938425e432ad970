/// The German verbs that conjugate by no rule.
enum Auxiliary: Sendable {
  case haben
  case sein
  case werden
  case wuerde
  case koennen
  case muessen
  case wollen
  case duerfen
  case sollte
  case moechte

  /// Ich, du, er, wir, ihr, sie.
  private var forms: [String] {
    switch self {
    case .haben: ["habe", "hast", "hat", "haben", "habt", "haben"]
    case .sein: ["bin", "bist", "ist", "sind", "seid", "sind"]
    case .werden: ["werde", "wirst", "wird", "werden", "werdet", "werden"]
    case .wuerde: ["würde", "würdest", "würde", "würden", "würdet", "würden"]
    case .koennen: ["kann", "kannst", "kann", "können", "könnt", "können"]
    case .muessen: ["muss", "musst", "muss", "müssen", "müsst", "müssen"]
    case .wollen: ["will", "willst", "will", "wollen", "wollt", "wollen"]
    case .duerfen: ["darf", "darfst", "darf", "dürfen", "dürft", "dürfen"]
    case .sollte: ["sollte", "solltest", "sollte", "sollten", "solltet", "sollten"]
    case .moechte: ["möchte", "möchtest", "möchte", "möchten", "möchtet", "möchten"]
    }
  }

  func present(_ person: Person) -> String { forms[person.rawValue] }

  static func of(_ modal: Clause.Modal) -> Auxiliary {
    switch modal {
    case .can: .koennen
    case .must: .muessen
    case .wants: .wollen
    case .may: .duerfen
    case .should: .sollte
    case .wouldLike: .moechte
    }
  }
}
