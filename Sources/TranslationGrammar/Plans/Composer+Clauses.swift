/// Clauses of one verb with all that goes with it.
extension Composer {
  static let statementTenses: [Clause.Tense] = [
    .present, .present, .progressive, .progressive, .past, .past, .past, .perfect, .future, .future, .modal(.can),
    .modal(.must),
    .modal(.wants), .modal(.may), .modal(.should), .modal(.wouldLike),
  ]

  /// A verb of any frame but those that want special care, in one of the tenses.
  mutating func clause(
    tenses: [Clause.Tense] = statementTenses, subject chosen: Nominal? = nil, negated: Bool = false,
    where fits: (Verb) -> Bool = { _ in true }
  ) -> Clause {
    let takesPerson = chosen != nil
    let verbs = lexicon.verbs { verb in
      fits(verb) && (!takesPerson || verb.subjects.contains("person")) && tenses.contains { verb.allows($0) }
    }
    let verb = pick(verbs)
    let tense = pick(tenses.filter { verb.allows($0) })
    return clause(verb, chosen ?? subject(for: verb), tense, negated: negated)
  }

  mutating func clause(_ verb: Verb, _ subject: Nominal, _ tense: Clause.Tense, negated: Bool = false) -> Clause {
    var clause = Clause(subject, verb, tense)
    clause.isNegated = negated
    addObjects(to: &clause)
    addAdverbials(to: &clause)
    return clause
  }

  private mutating func addObjects(to clause: inout Clause) {
    let isHabit = clause.tense == .present && !clause.verb.isState
    let others = lexicon.nouns(clause.verb.objects).filter { $0.key != clause.subject.key }
    guard !others.isEmpty else { return addGoal(to: &clause) }
    let noun = pick(others)
    unfit = clause.verb.makesThings ? ["old", "dirty", "torn", "rusty", "wet", "ripe", "famous", "rare"] : []
    defer { unfit = [] }
    switch clause.verb.frame {
    case .ditransitive:
      clause.dative = receiver(of: clause.subject)
      clause.accusative = object(noun, of: clause.subject, isHabit: isHabit, allowsOwn: !clause.verb.isOfOthers)
    case .dative: clause.dative = object(noun, of: clause.subject, isHabit: isHabit, allowsOwn: !clause.verb.isOfOthers)
    case .prepositional:
      clause.prepositional = object(
        noun, of: clause.subject, isHabit: clause.verb.english.base != "wait", allowsOwn: !clause.verb.isOfOthers)
    case .transitive where ["fill", "empty", "pack", "unpack", "design"].contains(clause.verb.english.base):
      // No full bottle is filled, no old bridge designed.
      clause.accusative = Nominal(noun, pick([.definite, .definite, .this, .indefinite]))
    case .transitive where clause.verb.takesMany:
      clause.accusative = Nominal(noun, .bare, .plural, adjective: adjective(for: noun))
    case .animal: clause.accusative = thing(noun)
    case .transitive, .intransitive, .motion:
      clause.accusative = object(noun, of: clause.subject, isHabit: isHabit, allowsOwn: !clause.verb.isOfOthers)
    }
    if clause.verb.isState, clause.verb.english.base != "need", clause.accusative?.kind == .indefinite, !noun.isMass {
      clause.accusative = Nominal(noun, .definite, noun.has("plural") ? .plural : .singular)
    }
    if clause.tense != .present, clause.verb.english.base != "wait", clause.prepositional?.kind == .indefinite {
      clause.prepositional = Nominal(noun, .definite, noun.has("plural") ? .plural : .singular)
    }
    if clause.isNegated { negateObject(of: &clause, noun) }
  }

  /// A verb with an unknown object is negated by `kein`.
  private mutating func negateObject(of clause: inout Clause, _ noun: Noun) {
    guard let object = clause.accusative, object.kind == .indefinite else { return }
    let number: GrammaticalNumber = object.isPluralInEnglish ? .plural : .singular
    clause.accusative = Nominal(noun, .no, number)
    clause.objectIsNegated = true
  }

  /// Somebody else: a relative of the one who gives, or a person by trade.
  mutating func receiver(of subject: Nominal) -> Nominal {
    var noun = pick(lexicon.nouns(chance(65) ? "kin" : "job"))
    while noun.key == subject.key { noun = pick(lexicon.nouns("kin")) }
    return noun.has("kin") ? relative(noun, of: subject.owner ?? .i) : Nominal(noun, .definite)
  }

  private mutating func addGoal(to clause: inout Clause) {
    guard case .motion = clause.verb.frame else { return }
    let goal = pick(lexicon.places(clause.verb.places))
    clause.goal = clause.verb.english.base == "walk" ? Phrase(goal.english, "zu Fuß \(goal.german)") : goal
  }

  private mutating func addAdverbials(to clause: inout Clause) {
    let needsPlace = clause.verb.english.key == "spend the night"
    if clause.goal == nil, !clause.verb.places.isEmpty, needsPlace || !clause.isNegated && chance(55) {
      clause.place = pick(lexicon.places(clause.verb.places))
    }
    switch clause.tense {
    case .present: addHabit(to: &clause)
    case .past, .pastPassive: if chance(88) { clause.time = pastTime(for: clause.verb, negated: clause.isNegated) }
    case .future:
      if chance(88) { clause.time = futureTime(for: clause.verb) }
      if clause.isNegated, clause.time?.english == "soon" { clause.time = nil }
    case .modal(.can): break
    case .modal: if chance(55) { clause.time = futureTime(for: clause.verb) }
    case .perfect: addAspect(to: &clause)
    case .progressive, .passive, .conditional: break
    }
  }

  private mutating func addHabit(to clause: inout Clause) {
    guard !clause.verb.isState, !clause.isNegated else { return }
    let seasonal: Set<String> = [
      "swim", "camp", "fly", "travel", "cycle", "fish", "lie in the sun", "harvest", "pick", "rent",
    ]
    let isSeasonal = seasonal.contains(clause.verb.english.key)
    if clause.verb.isUncontrolled || chance(50) {
      clause.frequency = pick(Lexicon.frequencies)
    } else {
      clause.time = pick(isSeasonal ? Lexicon.seasons : Lexicon.habitTimes)
    }
  }

  private mutating func addAspect(to clause: inout Clause) {
    clause.place = nil
    if clause.isNegated {
      clause.aspect = clause.objectIsNegated ? nil : Phrase("… yet", "noch nicht")
    } else {
      clause.aspect = pick([Phrase("already", "schon"), Phrase("already", "schon"), Phrase("never", "noch nie")])
    }
  }

  mutating func pastTime(for verb: Verb, negated: Bool = false) -> Phrase {
    let times =
      verb.isImperative || verb.isEvent || verb.isUncontrolled || chance(50)
      ? Lexicon.recentTimes : Lexicon.distantTimes
    return pick(negated ? times.filter { !$0.english.hasSuffix("ago") } : times)
  }

  mutating func futureTime(for verb: Verb) -> Phrase {
    verb.isImperative || verb.isIntransitive || chance(50) ? pick(Lexicon.nearTimes) : pick(Lexicon.laterTimes)
  }

  /// What a clause may begin with: mostly its subject.
  mutating func front(of clause: Clause) -> Front {
    if clause.time != nil, chance(35) { return .time }
    if clause.place != nil, clause.tense != .progressive, chance(12) { return .place }
    return .subject
  }
}

extension Verb {
  /// States have no progressive form, events no habits and no future, and only habits are told in the present.
  func allows(_ tense: Clause.Tense) -> Bool {
    // Animals have neither duties nor plans.
    if case .animal = frame { return [.progressive, .past, .perfect].contains(tense) || isHabit && tense == .present }
    return switch tense {
    case .present: isHabit || isState
    case .progressive: !isState && !isEvent
    case .past, .perfect: !isState
    case .future, .conditional, .modal: !isState && !isEvent && !isUncontrolled
    case .passive: isPassive && !isEvent
    case .pastPassive: isPassive
    }
  }
}
