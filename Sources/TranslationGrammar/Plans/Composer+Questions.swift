/// Questions and requests.
extension Composer {
  private static let questionTenses: [Clause.Tense] = [
    .present, .progressive, .past, .past, .perfect, .future, .modal(.can), .modal(.must), .modal(.wants), .modal(.may),
    .modal(.wouldLike),
  ]

  private mutating func asked(_ tenses: [Clause.Tense] = questionTenses, where fits: (Verb) -> Bool) -> Clause {
    let subject = chance(40) ? Nominal(pick([Pronoun.you, .you, .he, .she, .they])) : nil
    var clause = clause(tenses: tenses, subject: subject) { verb in
      if case .animal = verb.frame { return false }
      return fits(verb)
    }
    // Nobody asks what they do themselves.
    while subject == nil, ["I", "we"].contains(clause.subject.english) {
      clause = self.clause(tenses: tenses) { if case .animal = $0.frame { false } else { fits($0) } }
    }
    clause.isNarrated = false
    if clause.aspect?.english == "never" { clause.aspect = Phrase("already", "schon") }
    if clause.frequency?.german.hasSuffix("nie") == true { clause.frequency = Phrase("often", "oft") }
    return clause
  }

  mutating func yesNoQuestion() -> SentencePair? {
    let clause = asked { _ in true }
    return SentencePair(
      clause.english(asQuestion: true), clause.germanQuestion(), mark: "?", combinations: [clause.combination])
  }

  /// Why, when, where.
  mutating func adverbQuestion() -> SentencePair? {
    var clause = asked([.present, .past, .past, .future, .modal(.wants), .modal(.must), .progressive]) { !$0.isState }
    let word: Phrase
    switch clause.tense {
    case .present, .progressive: word = Phrase("why", "warum")
    default: word = pick([Phrase("why", "warum"), Phrase("when", "wann"), Phrase("where", "wo")])
    }
    if word.german == "wann" { clause.time = nil }
    if word.german == "wo" {
      guard !clause.verb.places.isEmpty, clause.goal == nil else { return nil }
      clause.place = nil
    }
    return SentencePair(
      "\(word.english) \(clause.english(asQuestion: true))", clause.germanQuestion(word: word.german), mark: "?",
      combinations: [clause.combination])
  }

  /// Who did it.
  mutating func subjectQuestion() -> SentencePair? {
    let tenses: [Clause.Tense] = [.past, .past, .future, .modal(.can), .modal(.wants), .modal(.must), .perfect]
    var clause = clause(tenses: tenses, subject: Nominal(.he)) { !$0.isState && !$0.isTrifle }
    if clause.aspect?.english == "never" { clause.aspect = Phrase("already", "schon") }
    guard clause.accusative?.english.hasPrefix("his ") != true, clause.dative?.english.hasPrefix("his ") != true,
      clause.prepositional?.english.hasPrefix("his ") != true
    else { return nil }
    return SentencePair(
      "who \(clause.englishAfterSubject())", clause.germanSubjectQuestion(word: "wer"), mark: "?",
      combinations: [clause.combination])
  }

  /// What, whom: `What did Anna buy yesterday?`, `Wen hat Anna eingeladen?`, `Worauf wartet Anna?`
  mutating func objectQuestion() -> SentencePair? {
    let clause = asked([.past, .past, .future, .modal(.wants), .modal(.must), .progressive]) { verb in
      switch verb.frame {
      case .transitive, .prepositional, .dative: !verb.isState && !Self.unasked.contains(verb.english.base)
      default: false
      }
    }
    var rest = clause
    rest.accusative = nil
    rest.dative = nil
    rest.prepositional = nil
    guard let key = (clause.accusative ?? clause.dative ?? clause.prepositional)?.key else { return nil }
    let isPerson = lexicon.nouns(key).contains { $0.has("kin") || $0.has("job") }
    guard let word = Self.questionWord(for: clause.verb, isPerson: isPerson) else { return nil }
    let english = rest.english(asQuestion: true)
    let preposition = Self.stranded(clause.verb)
    guard preposition == nil || rest.time == nil && rest.place == nil else { return nil }
    return SentencePair(
      Clause.joined([isPerson ? "who" : "what", english, preposition]), rest.germanQuestion(word: word), mark: "?",
      combinations: [clause.combination])
  }

  /// What one would never ask by itself.
  private static let unasked: Set<String> = [
    "take", "pull", "push", "hold", "miss", "climb", "leave", "fill", "empty", "play", "get", "be", "stir", "drive",
    "saw",
  ]

  private static func stranded(_ verb: Verb) -> String? {
    guard case .prepositional(let english, _, _) = verb.frame else { return nil }
    return english
  }

  static func questionWord(for verb: Verb, isPerson: Bool) -> String? {
    switch verb.frame {
    case .transitive: return isPerson ? "wen" : "was"
    case .dative: return isPerson ? "wem" : nil
    case .prepositional(let english, let german, let grammaticalCase):
      guard !english.isEmpty else { return nil }
      if isPerson { return "\(german) \(grammaticalCase == .accusative ? "wen" : "wem")" }
      return "wo\("aeiouäöü".contains(german.first ?? "x") ? "r" : "")\(german)"
    default: return nil
    }
  }

  /// To one (du), to several (ihr) and to somebody called Mr or Ms (Sie).
  mutating func request() -> SentencePair? {
    let pronoun = pick([Pronoun.you, .you, .youAll, .polite, .polite])
    var clause = clause(tenses: [.modal(.should)], subject: Nominal(pronoun), negated: chance(18)) { $0.isImperative }
    clause.time = chance(25) ? futureTime(for: clause.verb) : nil
    clause.place = nil
    guard !clause.objectIsNegated else { return nil }
    let isNegated = clause.isNegated
    clause.isNegated = false
    let english = Clause.joined([isNegated ? "please don't" : "please", clause.englishInfinitive()])
    if isNegated { clause.aspect = Phrase("", "bitte nicht") } else { clause.frequency = Phrase("", "bitte") }
    let german = clause.germanRequest(pronoun)
    let whom = addressee(pronoun)
    return SentencePair(
      "\(english), \(whom.english)", "\(german), \(whom.german)", combinations: [clause.combination])
  }

  private mutating func addressee(_ pronoun: Pronoun) -> Phrase {
    switch pronoun {
    case .polite:
      let name = pick(Lexicon.surnames)
      return chance(50) ? Phrase("Mr \(name)", "Herr \(name)") : Phrase("Ms \(name)", "Frau \(name)")
    case .youAll: return pick([Phrase("children", "Kinder"), Phrase("you two", "ihr beiden"), Phrase("boys", "Jungs")])
    default:
      let name = pick(Lexicon.names).name
      return Phrase(name, name)
    }
  }
}

extension Clause {
  /// `öffne bitte das Fenster`, `öffnet …`, `öffnen Sie …`.
  func germanRequest(_ pronoun: Pronoun) -> String {
    let verb = verb.german
    let finite = pronoun == .you ? verb.imperative : verb.present(pronoun.person)
    let rest = germanMiddle(front: .subject, withSubject: pronoun == .polite)
    return Self.joined([finite] + rest + [verb.prefix])
  }
}
