import SeededDraws

/// Journeys, hours, dates, and what is played and spoken.
extension Composer {
  mutating func journey() -> SentencePair? {
    let verb = pick(
      lexicon.verbs { verb in
        if case .motion = verb.frame { true } else { false }
      })
    let tenses: [Clause.Tense] = [
      .past, .past, .future, .modal(.wants), .modal(.must), .modal(.wouldLike), .present, .modal(.may),
    ]
    let allowed = tenses.filter { verb.allows($0) }
    return pair(clause(verb, person(), pick(allowed)))
  }

  /// `We are going to Vienna by train`: means before goal.
  mutating func journeyByMeans() -> SentencePair? {
    let verb = Verb(
      english: chance(60) ? "go went gone" : "travel travelled travelled", german: "fahren fährt fuhr gefahren sein")
    let isFar = chance(60)
    let goal = pick(lexicon.places([isFar ? "far" : "near"]))
    let means = pick(
      isFar ? lexicon.places(["means"]).prefix(3).map { $0 } : lexicon.places(["means"]).dropFirst().map { $0 })
    guard isFar || !["into the forest", "to the lake", "to the bridge", "to the park"].contains(goal.english) else {
      return nil
    }
    var clause = Clause(person(), verb, pick([.past, .past, .future, .modal(.wants), .modal(.can), .modal(.must)]))
    clause.goal = Phrase("\(goal.english) \(means.english)", "\(means.german) \(goal.german)")
    clause.time = clause.tense == .past ? pastTime(for: verb) : futureTime(for: verb)
    guard verb.english.base == "go" || isFar else { return nil }
    let front = front(of: clause)
    return SentencePair(
      clause.english(front: front), clause.german(front: front), combinations: ["\(means.german)+\(goal.german)"])
  }

  // MARK: Hours and dates

  /// English and German tell half hours from different hours.
  private mutating func hour(of hours: ClosedRange<Int> = 1...12) -> Phrase {
    let hour = hours.lowerBound + random.below(hours.count)
    let next = hour % 12 + 1
    let word = EnglishNumber.words(hour)
    func wort(_ number: Int) -> String { GermanNumber.words(number) }
    switch random.below(6) {
    case 0, 1: return Phrase("at \(word) o'clock", "um \(hour == 1 ? "ein" : wort(hour)) Uhr")
    case 2: return Phrase("at half past \(word)", "um halb \(wort(next))")
    case 3: return Phrase("at a quarter past \(word)", "um Viertel nach \(wort(hour))")
    case 4: return Phrase("at a quarter to \(EnglishNumber.words(next))", "um Viertel vor \(wort(next))")
    default:
      let minutes = pick([5, 10, 20])
      return Phrase(
        "at \(EnglishNumber.words(minutes)) past \(word)", "um \(wort(minutes)) nach \(wort(hour))")
    }
  }

  private static let weekdays = Phrase.list(
    """
    on Monday=am Montag; on Tuesday=am Dienstag; on Wednesday=am Mittwoch; on Thursday=am Donnerstag;
    on Friday=am Freitag; on Saturday=am Samstag; on Sunday=am Sonntag; tomorrow=morgen; today=heute
    """)

  private static let months = Phrase.list(
    """
    January=Januar; February=Februar; March=März; April=April; May=Mai; June=Juni; July=Juli; August=August;
    September=September; October=Oktober; November=November; December=Dezember
    """)

  private mutating func date() -> Phrase {
    let day = 1 + random.below(28)
    let month = pick(Self.months)
    return Phrase("on \(day) \(month.english)", "am \(day). \(month.german)")
  }

  mutating func hourOfEvent() -> SentencePair? {
    let kinds: [(nouns: [String], verbs: [Phrase])] = [
      (
        ["meeting", "concert", "exhibition", "party", "course", "race", "match", "exam", "performance", "competition"],
        [
          Phrase("begin began begun", "beginnen beginnt begann begonnen"), Phrase("end", "enden"),
          Phrase("start", "an+fangen fängt fing gefangen"),
        ]
      ),
      (
        ["train", "bus", "ferry", "ship"],
        [
          Phrase("leave left left", "ab+fahren fährt fuhr gefahren sein"),
          Phrase("arrive", "an+kommen kommt kam gekommen sein"),
        ]
      ),
      (
        ["museum", "pharmacy", "bakery", "supermarket", "library"],
        [Phrase("open", "öffnen"), Phrase("close", "schließen schließt schloss geschlossen")]
      ),
    ]
    let (names, verbs) = pick(kinds)
    let noun = pick(lexicon.nouns(names))
    let forms = pick(verbs)
    let verb = Verb(english: forms.english, german: forms.german)
    let isEvent = noun.has("event")
    let subject = Nominal(
      noun,
      isEvent
        ? pick([.definite, .definite, .this, .possessive(.we)]) : pick([.definite, .definite, .possessive(.we)]),
      adjective: isEvent ? adjective(for: noun, percent: 15) : nil)
    guard !noun.has("building") || !subject.english.hasPrefix("our") else { return nil }
    var clause = Clause(subject, verb, pick([.present, .past, .future]))
    let day = isEvent && chance(40) ? date() : pick(Self.weekdays)
    let isPast = clause.tense == .past
    let when = isPast && ["tomorrow", "today"].contains(day.english) ? Phrase("yesterday", "gestern") : day
    let hour = !noun.has("building") ? hour() : verb.english.base == "open" ? hour(of: 7...10) : hour(of: 5...8)
    clause.time = Phrase("\(hour.english) \(when.english)", "\(when.german) \(hour.german)")
    return SentencePair(clause.english(), clause.german(), combinations: ["\(verb.key)+\(noun.key)+\(hour.german)"])
  }

  /// `The exhibition takes place on 3 May.`
  mutating func dateOfEvent() -> SentencePair? {
    let noun = pick(lexicon.nouns("event").filter { !["journey", "appointment"].contains($0.english) })
    let verb = Verb(english: "take_place took taken", german: "statt+finden findet fand gefunden")
    let subject = Nominal(
      noun, pick([.definite, .definite, .this, .possessive(.we)]), adjective: adjective(for: noun, percent: 20))
    var clause = Clause(subject, verb, pick([.present, .past, .future]))
    let date = date()
    clause.time = date
    let isSport = ["race", "match", "competition", "excursion"].contains(noun.english)
    if chance(50) {
      clause.place =
        isSport
        ? pick([Phrase("in Hamburg", "in Hamburg"), Phrase("in Vienna", "in Wien"), Phrase("by the lake", "am See")])
        : pick([
          Phrase("in the town hall", "im Rathaus"), Phrase("in the market square", "auf dem Marktplatz"),
          Phrase("in the old school", "in der alten Schule"),
          Phrase("in Hamburg", "in Hamburg"), Phrase("at the castle", "im Schloss"),
          Phrase("in the garden", "im Garten"), Phrase("in Vienna", "in Wien"),
        ])
    }
    let front = chance(25) ? Front.time : .subject
    return SentencePair(
      clause.english(front: front), clause.german(front: front),
      combinations: ["\(verb.key)+\(noun.key)+\(date.german)"])
  }

  // MARK: Without an article

  /// Instruments and languages have no article in German.
  mutating func skill() -> SentencePair? {
    let languages = Phrase.list(
      """
      English=Englisch; German=Deutsch; French=Französisch; Italian=Italienisch; Spanish=Spanisch; Polish=Polnisch;
      Russian=Russisch; Turkish=Türkisch; Dutch=Niederländisch; Swedish=Schwedisch; Greek=Griechisch; Chinese=Chinesisch
      """)
    let plays = chance(50)
    let tenses: [Clause.Tense] = [.present, .present, .past, .future, .modal(.can), .modal(.wants), .modal(.wouldLike)]
    var clause: Clause
    if plays {
      let instrument = pick(lexicon.nouns("instrument"))
      clause = Clause(person(), Verb(english: "play", german: "spielen"), pick(tenses))
      clause.accusative = Nominal(fixed: Phrase("the \(instrument.english)", instrument.german), key: instrument.key)
    } else {
      let language = pick(languages)
      let verb =
        chance(50)
        ? Verb(english: "learn", german: "lernen")
        : Verb(english: "speak spoke spoken", german: "sprechen spricht sprach gesprochen")
      clause = Clause(person(), verb, pick(tenses))
      clause.accusative = Nominal(fixed: language, key: language.german)
    }
    if clause.tense == .present { clause.frequency = chance(40) ? pick(Lexicon.frequencies) : nil }
    if clause.tense == .past { clause.time = pick(Lexicon.distantTimes) }
    let isFixed = ["organ", "piano", "harp"].contains(clause.accusative?.key)
    let place =
      isFixed
      ? lexicon.places(["school"])
      : plays ? lexicon.places(["home", "stage"]) : lexicon.places(["school", "abroad", "home"])
    if clause.frequency == nil, chance(50) { clause.place = pick(place) }
    return pair(clause)
  }
}
