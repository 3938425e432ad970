/// Relative clauses: the pronoun takes its gender from the noun and its case from the clause.
extension Composer {
  private static let pronouns = [["der", "die", "das"], ["den", "die", "das"], ["dem", "der", "dem"]]
  private static let pluralPronouns = ["die", "die", "denen"]

  static func relativePronoun(_ gender: Gender, _ number: GrammaticalNumber, _ grammaticalCase: Case) -> String {
    number == .plural ? pluralPronouns[grammaticalCase.rawValue] : pronouns[grammaticalCase.rawValue][gender.rawValue]
  }

  /// `The woman who repaired the car lives in Bremen.`
  mutating func relativeSubject() -> SentencePair? {
    let noun = pick(lexicon.nouns("job"))
    let number: GrammaticalNumber = chance(20) ? .plural : .singular
    unfit = ["friendly"]
    defer { unfit = [] }
    let subject = Nominal(noun, .definite, number, adjective: adjective(for: noun, percent: 15))
    let inner = clause(tenses: [.past, .past, .modal(.wants), .present], subject: subject) {
      !$0.isState && !$0.isIntransitive && !$0.isTrifle
    }
    guard noun.gender != .neuter else { return nil }
    let plural = number == .plural
    let main = pick(plural ? Self.pluralMains : Self.mains)
    let pronoun = Self.relativePronoun(noun.gender, number, .nominative)
    return SentencePair(
      "\(subject.english) who \(inner.englishAfterSubject()) \(main.english)",
      "\(subject.german(.nominative)), \(inner.germanSubordinate(pronoun, hasSubject: false)), \(main.german)",
      combinations: [inner.combination])
  }

  private static let mains = Phrase.list(
    """
    lives in Bremen=wohnt in Bremen; comes from Poland=kommt aus Polen; speaks four languages=spricht vier Sprachen;
    is waiting outside the door=wartet vor der Tür; works in our village=arbeitet in unserem Dorf;
    is my neighbour's friend=ist mit meinem Nachbarn befreundet;
    is very friendly=ist sehr freundlich; has three children=hat drei Kinder; lives next door=wohnt nebenan;
    is retiring soon=geht bald in Rente;
    was born in Vienna=ist in Wien geboren; never has time=hat nie Zeit; lives on the second floor=wohnt im zweiten Stock
    """)
  private static let pluralMains = Phrase.list(
    """
    live in Bremen=wohnen in Bremen; come from Poland=kommen aus Polen; speak four languages=sprechen vier Sprachen;
    are waiting outside the door=warten vor der Tür; work in our village=arbeiten in unserem Dorf;
    are very friendly=sind sehr freundlich;
    live next door=wohnen nebenan; never have time=haben nie Zeit
    """)

  /// `The cake that my aunt baked yesterday is delicious.`
  mutating func relativeObject() -> SentencePair? {
    var inner = clause(tenses: [.past, .past, .modal(.wants), .progressive]) { verb in
      switch verb.frame {
      case .transitive:
        !["break", "eat", "drink", "cancel", "forget", "organise", "plant", "plan", "prepare", "sew", "knit"].contains(
          verb.english.base)
      default: false
      }
    }
    inner.place = nil
    let nouns = lexicon.nouns(inner.verb.objects).filter {
      !$0.has("kin") && !$0.has("plural") && !$0.has("job") && !Self.bySeveral.contains($0.english)
    }
    guard !nouns.isEmpty, inner.subject.kind != .indefinite else { return nil }
    let noun = pick(nouns)
    guard let described = adjective(for: noun, percent: 100) else { return nil }
    let object = Nominal(noun, .definite)
    inner.accusative = object
    let pronoun = Self.relativePronoun(noun.gender, .singular, .accusative)
    let last = Self.excessive.contains(described.english) ? Phrase("too", "zu") : Phrase("", "")
    let degree = pick([Phrase("very", "sehr"), Phrase("quite", "ziemlich"), last])
    let isGraded = described.englishComparative != nil
    let words = isGraded ? degree : Phrase("", "")
    return SentencePair(
      Clause.joined([object.english, "that", inner.englishWithoutObject(), "is", words.english, described.english]),
      Clause.joined([
        object.german(.nominative) + ",", inner.germanSubordinate(pronoun, withoutObject: true) + ",", "ist",
        words.german, described.predicate,
      ]), combinations: [inner.combination])
  }

  /// `I know the man who sold you the car`, the noun as an object: the pronoun's case is its clause's, not the noun's.
  mutating func relativeOfObject() -> SentencePair? {
    let noun = pick(lexicon.nouns("job"))
    guard noun.gender != .neuter else { return nil }
    let known = Nominal(noun, .definite)
    let inner = clause(tenses: [.past, .past, .present, .modal(.wants)], subject: known) {
      !$0.isState && !$0.isIntransitive && !$0.isTrifle
    }
    let pronoun = Self.relativePronoun(noun.gender, .singular, .nominative)
    let openings: [(Phrase, Case)] = [
      (Phrase("I know", "ich kenne"), .accusative), (Phrase("we are looking for", "wir suchen"), .accusative),
      (Phrase("I spoke to", "ich habe mit … gesprochen"), .dative),
      (Phrase("we would like to thank", "wir möchten … danken"), .dative),
      (Phrase("do you know", "kennst du"), .accusative), (Phrase("I have met", "ich habe … getroffen"), .accusative),
    ]
    let (opening, grammaticalCase) = pick(openings)
    let phrase = known.german(grammaticalCase)
    let parts = opening.german.split(separator: "…").map(String.init)
    let german = parts.count == 2 ? "\(parts[0])\(phrase)\(parts[1])" : "\(parts[0]) \(phrase)"
    return SentencePair(
      "\(opening.english) \(known.english) who \(inner.englishAfterSubject())",
      "\(german), \(inner.germanSubordinate(pronoun, hasSubject: false))",
      mark: opening.english.hasPrefix("do you") ? "?" : ".",
      combinations: [inner.combination])
  }
}
