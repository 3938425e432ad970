/// Pronouns that take up a thing: English `it` is er, sie or es by the gender of the German noun.
extension Composer {
  private func it(_ noun: Noun, _ number: GrammaticalNumber) -> Nominal {
    let pronoun = Nominal(Pronoun.of(noun.gender, number))
    return number == .plural ? pronoun : pronoun.inEnglish(subject: "it", object: "it")
  }

  private mutating func fitting(_ noun: Noun, _ names: [String]) -> Verb? {
    let verbs = lexicon.verbs { verb in
      guard case .transitive = verb.frame else { return false }
      return names.contains(verb.english.key) && lexicon.nouns(verb.objects).contains { $0.key == noun.key }
    }
    return verbs.isEmpty ? nil : pick(verbs)
  }

  private mutating func thingOrPair() -> (noun: Noun, number: GrammaticalNumber) {
    let noun = pick(
      lexicon.nouns([
        "cloth", "device", "small", "reading", "furn", "cont", "tool", "bicycle", "car", "instrument", "picture",
      ]))
    return (noun, noun.has("plural") ? .plural : .singular)
  }

  /// `Anna bought a bicycle yesterday and repaired it in the garage.`
  mutating func takingUp() -> SentencePair? {
    let first = ["buy", "borrow", "find", "order", "pick up", "rent", "write", "bake", "sew", "knit", "cook"]
    let second = [
      "repair", "wash", "clean", "read", "try on", "sell", "return", "wear", "translate", "unpack", "open",
      "print", "decorate", "eat", "iron", "sign", "admire",
    ]
    let opening = pick(lexicon.verbs { first.contains($0.english.key) && !$0.isDitransitive })
    let noun = pick(lexicon.nouns(opening.objects))
    guard !noun.isMass, !noun.has("kin"), let closing = fitting(noun, second), closing.key != opening.key,
      !(["borrow", "rent"].contains(opening.english.key) && closing.english.key == "sell")
    else {
      return nil
    }
    let number: GrammaticalNumber = noun.has("plural") || chance(25) ? .plural : .singular
    var start = Clause(person(), opening, .past)
    guard start.subject.kind != .indefinite else { return nil }
    unfit = opening.makesThings ? ["old", "dirty", "torn", "wet"] : []
    defer { unfit = [] }
    start.accusative = Nominal(
      noun, number == .plural ? .definite : pick([.definite, .indefinite]), number, adjective: adjective(for: noun))
    start.time = pick(Lexicon.recentTimes)
    let when = pick([
      Phrase("afterwards", "danach"), Phrase("immediately", "sofort"), Phrase("the same day", "noch am selben Tag"),
    ])
    let object = it(noun, number)
    guard closing.english.particle.isEmpty, !closing.german.takesSein, !opening.german.takesSein else { return nil }
    let english = "\(start.english()) and \(closing.english.past) \(object.englishObject) \(when.english)"
    let isNarrated = start.subject.kind == .definite
    let pronoun = object.german(.accusative)
    let german =
      isNarrated
      ? Clause.joined([
        start.german(), "und", closing.german.preterite(start.subject.person), pronoun, when.german,
        closing.german.prefix,
      ])
      : Clause.joined([start.german(), "und", pronoun, when.german, closing.german.participle])
    return SentencePair(english, german, combinations: [start.combination, "\(closing.key)+\(noun.key)"])
  }

  /// `Where is the key? I can't find it.`
  mutating func lookingFor() -> SentencePair? {
    let (noun, number) = thingOrPair()
    guard !["furn", "instrument", "device"].contains(where: noun.has) || noun.english == "camera" else { return nil }
    let owner = pick([Determiner.definite, .possessive(.i), .possessive(.you)])
    let thing = Nominal(noun, owner, number, adjective: adjective(for: noun))
    let object = it(noun, number).german(.accusative)
    let english = number == .plural ? "them" : "it"
    let close = pick([
      Phrase("I can't find \(english)", "Ich kann \(object) nicht finden"),
      Phrase("I need \(english) today", "Ich brauche \(object) heute"),
      Phrase("I was looking for \(english) yesterday", "Ich habe \(object) gestern gesucht"),
      Phrase("I gave \(english) to you on Monday", "Ich habe \(object) dir am Montag gegeben"),
    ])
    return SentencePair(
      "where \(thing.englishBe) \(thing.english)? \(close.english)",
      "wo \(number == .plural ? "sind" : "ist") \(thing.german(.nominative))? \(close.german)",
      combinations: ["where+\(noun.key)"])
  }

  /// `This is my new hat. I bought it last week.`
  mutating func showing() -> SentencePair? {
    let (noun, number) = thingOrPair()
    let subject = Nominal(pick([Pronoun.i, .we]))
    guard
      let verb = fitting(noun, ["buy", "find", "repair", "borrow", "order", "sew", "knit", "write", "wash", "clean"])
    else { return nil }
    let thing = Nominal(noun, .possessive(subject.owner ?? .i), number, adjective: adjective(for: noun, percent: 60))
    var clause = Clause(subject, verb, .past)
    clause.accusative = it(noun, number)
    clause.time = pick(Lexicon.recentTimes + Lexicon.distantTimes)
    return SentencePair(
      "\(number == .plural ? "these are" : "this is") \(thing.english). \(SentencePair.capitalised(clause.english()))",
      "das \(number == .plural ? "sind" : "ist") \(thing.german(.nominative)). \(SentencePair.capitalised(clause.german()))",
      combinations: [clause.verb.key + "+" + noun.key])
  }

  private static let merits: Set<String> = [
    "beautiful", "exciting", "interesting", "funny", "useful", "practical", "good", "elegant", "important",
    "comfortable", "cheap", "quiet", "modern",
  ]

  /// `The book is exciting, so I am lending it to my brother.`
  mutating func passingOn() -> SentencePair? {
    let verbs = lexicon.verbs {
      $0.isDitransitive && ["lend", "give", "show", "send", "recommend", "bring"].contains($0.english.base)
    }
    let verb = pick(verbs)
    let noun = pick(lexicon.nouns(verb.objects))
    guard !noun.isMass, !noun.has("job"), let quality = adjective(for: noun, percent: 100),
      Self.merits.contains(quality.english)
    else {
      return nil
    }
    let thing = Nominal(noun, .definite)
    let subject = chance(50) ? name() : Nominal(pick([Pronoun.i, .he, .she, .we]))
    var clause = Clause(subject, verb, pick([.future, .modal(.wants), .modal(.should), .modal(.wouldLike)]))
    clause.accusative = it(noun, .singular)
    clause.dative = receiver(of: subject)
    return SentencePair(
      "\(thing.english) is \(quality.english), so \(clause.english())",
      "\(thing.german(.nominative)) ist \(quality.predicate), deshalb \(clause.germanQuestion())",
      combinations: [verb.key + "+" + noun.key])
  }
}

extension Nominal {
  /// A German pronoun under another English word.
  func inEnglish(subject: String, object: String) -> Nominal {
    Nominal(
      kind: kind, person: person, gender: gender, english: subject, englishObject: object, german: german,
      isPluralInEnglish: isPluralInEnglish,
      key: key, owner: owner)
  }
}
