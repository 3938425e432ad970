/// How things are, and how they compare.
extension Composer {
  private mutating func described(comparable: Bool) -> (adjective: Adjective, noun: Noun) {
    let adjective = pick(lexicon.adjectives.filter { !comparable || $0.englishComparative != nil })
    return (adjective, pick(lexicon.nouns(adjective.nouns)))
  }

  /// `The coat is too expensive.`
  mutating func predicate() -> SentencePair? {
    let (adjective, noun) = described(comparable: false)
    let subject = described(noun)
    let isGraded = adjective.englishComparative != nil
    let degrees =
      isGraded
      ? [
        Phrase("very", "sehr"), Phrase("too", "zu"), Phrase("quite", "ziemlich"), Phrase("not", "nicht"),
        Phrase("", ""),
      ]
      : [Phrase("not", "nicht"), Phrase("already", "schon"), Phrase("", "")]
    let degree = pick(degrees)
    let isPast = chance(25)
    let be = isPast ? subject.englishWas : subject.englishBe
    let ist = subject.person.isPlural ? (isPast ? "waren" : "sind") : isPast ? "war" : "ist"
    guard degree.english != "too" || Self.excessive.contains(adjective.english) else { return nil }
    guard degree.english != "already" || ["ripe", "full", "empty"].contains(adjective.english) else { return nil }
    if chance(18), degree.english != "quite", degree.english != "not" {
      return SentencePair(
        Clause.joined([be, subject.english, degree.english, adjective.english]),
        Clause.joined([ist, subject.german(.nominative), degree.german, adjective.predicate]), mark: "?",
        combinations: ["\(adjective.english)+\(noun.key)"])
    }
    return SentencePair(
      Clause.joined([subject.english, be, degree.english, adjective.english]),
      Clause.joined([subject.german(.nominative), ist, degree.german, adjective.predicate]),
      combinations: ["\(adjective.english)+\(noun.key)"])
  }

  private mutating func described(_ noun: Noun) -> Nominal {
    if noun.has("kin") { return relative(noun, of: pick([.i, .we, .you, .he, .she])) }
    let number: GrammaticalNumber = noun.isMass ? .singular : noun.has("plural") || chance(20) ? .plural : .singular
    let isOwned = ["cloth", "cont", "device", "reading", "furn", "pet", "instrument", "small", "tool", "vehicle"]
      .contains(where: noun.has)
    let owners: [Determiner] = [
      .definite, .definite, .this, isOwned ? .possessive(pick([.i, .you, .she])) : .definite,
    ]
    return Nominal(noun, pick(owners), number)
  }

  /// `The tower is higher than the church.` `… is not as high as …`
  mutating func comparison() -> SentencePair? {
    let (adjective, noun) = described(comparable: true)
    let kind = noun.classes[0]
    let rivals = lexicon.nouns(adjective.nouns).filter { $0.classes[0] == kind && $0.key != noun.key }
    guard let comparative = adjective.englishComparative, !rivals.isEmpty else { return nil }
    let first = described(noun)
    let rival = pick(rivals)
    let second = described(rival)
    guard first.isPluralInEnglish == second.isPluralInEnglish else { return nil }
    let ist = first.person.isPlural ? "sind" : "ist"
    let combinations = ["\(adjective.english)+\(noun.key)+\(rival.key)"]
    if chance(60) {
      return SentencePair(
        "\(first.english) \(first.englishBe) \(comparative) than \(second.english)",
        "\(first.german(.nominative)) \(ist) \(adjective.comparative) als \(second.german(.nominative))",
        combinations: combinations)
    }
    let (not, nicht) = chance(60) ? (" not", " nicht") : ("", "")
    return SentencePair(
      "\(first.english) \(first.englishBe)\(not) as \(adjective.english) as \(second.english)",
      "\(first.german(.nominative)) \(ist)\(nicht) so \(adjective.predicate) wie \(second.german(.nominative))",
      combinations: combinations)
  }
}
