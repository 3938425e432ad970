import SeededDraws

/// Two clauses, one inside the other: in German the verb of the inner one comes last.
extension Composer {
  private static let openings = Phrase.list(
    """
    I think=ich glaube; he says=er sagt; I have heard=ich habe gehört;
    my mother believes=meine Mutter glaubt; everyone knows=alle wissen;
    nobody believes=niemand glaubt; she told me=sie hat mir erzählt; we know=wir wissen; it is possible=es ist möglich;
    I am sure=ich bin sicher; the neighbours say=die Nachbarn sagen; they claim=sie behaupten;
    my father says=mein Vater sagt; it is true=es stimmt; my father thinks=mein Vater denkt; Anna writes=Anna schreibt
    """)

  private static let doubts = Phrase.list(
    """
    I don't know=ich weiß nicht; do you know=weißt du; she asks=sie fragt; nobody knows=niemand weiß;
    can you tell me=kannst du mir sagen; we would like to know=wir möchten wissen; it is not clear=es ist nicht klar;
    he wants to know=er will wissen; I wonder=ich frage mich; they are asking themselves=sie fragen sich
    """)

  mutating func thatClause() -> SentencePair? {
    let opening = pick(Self.openings)
    let inner = clause { !$0.isTrifle }
    guard !opening.english.hasPrefix("my \(inner.subject.key)"), !opening.english.hasPrefix(inner.subject.key) else {
      return nil
    }
    return SentencePair(
      "\(opening.english) that \(inner.english())", "\(opening.german), \(inner.germanSubordinate("dass"))",
      combinations: [inner.combination])
  }

  mutating func indirectQuestion() -> SentencePair? {
    let opening = pick(Self.doubts)
    let mark = opening.german.hasPrefix("weißt") || opening.german.hasPrefix("kannst") ? "?" : "."
    let tenses: [Clause.Tense] = [.past, .future, .present, .modal(.can), .modal(.must), .modal(.wants), .perfect]
    var inner = clause(tenses: tenses) { !$0.isTrifle }
    guard inner.subject.english != "I" else { return nil }
    if inner.aspect?.english == "never" { inner.aspect = Phrase("already", "schon") }
    let words = [Phrase("whether", "ob"), Phrase("whether", "ob"), Phrase("why", "warum")]
    let word: Phrase
    switch inner.tense {
    case .past, .future: word = pick(words + [Phrase("when", "wann")])
    case .perfect, .modal(.can): word = words[0]
    default: word = pick(words)
    }
    if word.german == "wann" { inner.time = nil }
    return SentencePair(
      "\(opening.english) \(word.english) \(inner.english())",
      "\(opening.german), \(inner.germanSubordinate(word.german))",
      mark: mark, combinations: [inner.combination])
  }

  /// Because, although, if, as soon as.
  mutating func reason() -> SentencePair? {
    let isHindered = chance(50)
    let tenses: [Clause.Tense] =
      isHindered ? [.modal(.can), .modal(.wants), .future] : [.modal(.can), .future, .future, .modal(.wants)]
    var main = clause(tenses: tenses, negated: isHindered) { verb in
      verb.isOfPeople && !verb.isTrifle && !verb.isEvent
        && (isHindered || !["argue", "complain"].contains(verb.english.base))
    }
    main.place = nil
    guard let pronoun = pronoun(for: main.subject) else { return nil }
    let state = pick(isHindered ? State.hindrances : State.helps)
    let conjunction: Phrase
    if isHindered {
      conjunction = Phrase("because", "weil")
    } else {
      conjunction =
        main.tense == .future
        ? pick([Phrase("if", "wenn"), Phrase("as soon as", "sobald"), Phrase("because", "weil")])
        : Phrase("because", "weil")
    }
    main.time = nil
    return joined(main, conjunction, state.english(pronoun), state.german(pronoun))
  }

  /// Although somebody is tired, and the weather.
  mutating func occasion() -> SentencePair? {
    var main = clause(tenses: [.progressive, .modal(.wants), .modal(.must), .modal(.wouldLike)]) {
      $0.isOfPeople && !$0.isTrifle
    }
    main.time = nil
    guard let pronoun = pronoun(for: main.subject) else { return nil }
    if chance(60) {
      let state = pick(State.hindrances)
      return joined(main, Phrase("although", "obwohl"), state.english(pronoun), state.german(pronoun))
    }
    let weather = pick([
      Phrase("it is raining", "es regnet"), Phrase("it is cold", "es kalt ist"),
      Phrase("the weather is bad", "das Wetter schlecht ist"),
      Phrase("it is already late", "es schon spät ist"), Phrase("it is dark", "es dunkel ist"),
      Phrase("it is very hot", "es sehr heiß ist"),
    ])
    return joined(main, Phrase("although", "obwohl"), weather.english, weather.german)
  }

  /// Before, after and when, of habits.
  mutating func sequence() -> SentencePair? {
    var main = clause(tenses: [.present], subject: chance(60) ? nameOrPronoun() : nil) { verb in
      let home = [
        "read", "write", "iron", "water", "feed", "drink", "clean", "tidy up", "sweep", "play", "answer", "wash",
        "check", "cook", "bake", "sing", "dance",
      ]
      return verb.isHabit && verb.subjects.contains("person") && home.contains(verb.english.key)
    }
    guard let pronoun = pronoun(for: main.subject) else { return nil }
    main.time = nil
    main.place = nil
    if main.frequency?.german.hasSuffix("nie") == true { main.frequency = nil }
    let other = Self.routines[random.below(Self.routines.count)]
    let conjunction = other.english == "come_home" ? Phrase("when", "wenn") : Phrase("before", "bevor")
    let verb = EnglishVerb(entry: other.english)
    let routine = Clause.joined([
      verb.present(singular: !pronoun.isPluralInEnglish && pronoun.english != "I"), verb.particle,
    ])
    let german = GermanVerb(entry: other.german)
    let finite = german.joined(german.present(pronoun.person))
    return joined(
      main, conjunction, "\(pronoun.english) \(routine)", "\(pronoun.german(.nominative)) \(other.middle)\(finite)")
  }

  private static let routines: [(english: String, middle: String, german: String)] = [
    ("go_to_bed", "ins Bett ", "gehen geht ging gegangen sein"),
    ("go_to_work", "zur Arbeit ", "gehen geht ging gegangen sein"),
    ("leave_the_house", "das Haus ", "verlassen verlässt verließ verlassen"),
    ("come_home", "nach Hause ", "kommen kommt kam gekommen sein"),
  ]

  private mutating func joined(_ main: Clause, _ conjunction: Phrase, _ english: String, _ german: String)
    -> SentencePair
  {
    let inner = (english: "\(conjunction.english) \(english)", german: "\(conjunction.german) \(german)")
    if chance(30) {
      // The pronoun points forward: Because she is ill, Anna can't come.
      return SentencePair(
        "\(inner.english), \(main.english())", "\(inner.german), \(main.germanQuestion())",
        combinations: [main.combination])
    }
    let comma = conjunction.english == "although" ? "," : ""
    return SentencePair(
      "\(main.english())\(comma) \(inner.english)", "\(main.german()), \(inner.german)",
      combinations: [main.combination])
  }

  /// The pronoun that takes up a subject, where both languages have the same.
  func pronoun(for subject: Nominal) -> Nominal? {
    subject.kind == .indefinite ? nil : subject.owner.map { Nominal($0) }
  }

  // MARK: Infinitives

  private static let attempts: [(verb: Phrase, tenses: [Clause.Tense])] = [
    (Phrase("try", "versuchen"), [.past, .progressive, .future]),
    (Phrase("forget forgot forgotten", "vergessen vergisst vergaß vergessen"), [.past]),
    (Phrase("decide", "beschließen beschließt beschloss beschlossen"), [.past, .perfect]),
    (Phrase("promise", "versprechen verspricht versprach versprochen"), [.past, .perfect]),
    (Phrase("plan", "planen"), [.past, .progressive]), (Phrase("hope", "hoffen"), [.present]),
    (Phrase("refuse", "sich weigern"), [.past]),
  ]

  private static let hopes: Set<String> = [
    "buy", "sell", "visit", "meet", "book", "rent", "repair", "solve", "travel", "fly", "organise", "build", "paint",
    "plant", "invite", "move house", "study", "camp", "drive", "take part",
  ]

  mutating func infinitive() -> SentencePair? {
    let (verb, tenses) = pick(Self.attempts)
    let isForgotten = verb.english.hasPrefix("forget")
    let isHope = ["hope", "plan"].contains(verb.english)
    let action = clause(tenses: [.modal(.can)]) { verb in
      guard verb.subjects.contains("person"), !verb.isUncontrolled, isForgotten || !verb.isTrifle else { return false }
      return !isHope || !(verb.isIntransitive && verb.english.base == "paint") && Self.hopes.contains(verb.english.key)
    }
    let matrix = Clause(action.subject, Verb(english: verb.english, german: verb.german), pick(tenses))
    var opening = matrix
    if opening.tense == .perfect { opening.aspect = Phrase("already", "schon") }
    return SentencePair(
      "\(opening.english()) to \(action.englishInfinitive())", "\(opening.german()), \(action.germanZuInfinitive())",
      combinations: [action.combination])
  }

  /// Where one goes, to do what, with things of which classes (none: any).
  private static let aims: [(goal: Phrase, verbs: [String], classes: [String])] = [
    (Phrase("to the market", "auf den Markt"), ["buy", "sell"], ["fruit", "veg", "baked", "plant"]),
    (
      Phrase("into town", "in die Stadt"), ["buy", "visit", "try on", "meet"],
      ["cloth", "device", "furn", "gift", "kin"]
    ),
    (Phrase("into the garden", "in den Garten"), ["pick", "water", "plant", "harvest", "draw"], []),
    (Phrase("into the kitchen", "in die Küche"), ["cook", "bake", "peel", "chop"], []),
    (Phrase("to the library", "in die Bibliothek"), ["borrow", "return", "read"], ["reading"]),
    (Phrase("to the workshop", "in die Werkstatt"), ["repair", "saw", "pick up"], ["device", "vehicle", "furn"]),
    (
      Phrase("to the office", "ins Büro"), ["discuss", "print", "sign", "write", "prepare", "check"],
      ["paper", "reading", "matter", "event"]
    ),
  ]

  /// `Anna goes to the market to buy apples`: um … zu.
  mutating func purpose() -> SentencePair? {
    let (goal, names, classes) = pick(Self.aims)
    guard let go = lexicon.verbs(where: { $0.english.key == "go" }).first else { return nil }
    let subject = nameOrPronoun()
    let verbs = lexicon.verbs { names.contains($0.english.key) && !$0.isDitransitive }
    let action = clause(pick(verbs), subject, .modal(.can))
    guard let object = action.accusative else { return nil }
    let fits = classes.isEmpty || lexicon.nouns(object.key).contains { classes.contains(where: $0.has) }
    guard action.place == nil, fits else { return nil }
    var opening = Clause(subject, go, pick([.past, .future, .modal(.wants)]))
    opening.goal = goal
    opening.time = opening.tense == .past ? pick(Lexicon.recentTimes) : pick(Lexicon.nearTimes)
    let front = front(of: opening)
    return SentencePair(
      "\(opening.english(front: front)) to \(action.englishInfinitive())",
      "\(opening.german(front: front)), um \(action.germanZuInfinitive())", combinations: [action.combination])
  }

  /// `If I had more time, I would read this book.`
  mutating func wish() -> SentencePair? {
    let subject = nameOrPronoun()
    var action = clause(tenses: [.conditional], subject: subject) { !$0.isTrifle }
    action.time = nil
    guard let pronoun = pronoun(for: subject) else { return nil }
    let time = [
      Phrase("had more time", "mehr Zeit"), Phrase("had a day off", "einen freien Tag"),
      Phrase("had a free evening", "einen freien Abend"),
      Phrase("had enough time", "genug Zeit"),
    ]
    let costs = ["buy", "rent", "order", "book", "build", "fly", "travel"].contains(action.verb.english.base)
    let lacking =
      costs
      ? pick(time + [Phrase("had more money", "mehr Geld"), Phrase("had enough money", "genug Geld")]) : pick(time)
    let had = ["hätte", "hättest", "hätte", "hätten", "hättet", "hätten"][subject.person.rawValue]
    let inner = Phrase(
      "if \(pronoun.english) \(lacking.english)", "wenn \(pronoun.german(.nominative)) \(lacking.german) \(had)")
    if chance(50) {
      return SentencePair(
        "\(inner.english), \(action.english())", "\(inner.german), \(action.germanQuestion())",
        combinations: [action.combination])
    }
    return SentencePair(
      "\(action.english()) \(inner.english)", "\(action.german()), \(inner.german)", combinations: [action.combination])
  }
}
