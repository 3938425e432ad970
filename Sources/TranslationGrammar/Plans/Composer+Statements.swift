/// One clause: statements, what is not so, passives.
extension Composer {
  mutating func statement() -> SentencePair? {
    let clause = clause { verb in
      if case .animal = verb.frame { false } else { true }
    }
    return pair(clause)
  }

  mutating func pair(_ clause: Clause) -> SentencePair? {
    let front = front(of: clause)
    return SentencePair(
      clause.english(front: front), clause.german(front: front), combinations: [clause.combination])
  }

  mutating func negated() -> SentencePair? {
    let tenses: [Clause.Tense] = [
      .past, .perfect, .perfect, .future, .modal(.can), .modal(.wants), .modal(.must), .modal(.may), .modal(.should),
      .progressive,
    ]
    var clause = clause(tenses: tenses, negated: true) { verb in
      if case .animal = verb.frame {
        false
      } else if case .motion = verb.frame {
        false
      } else {
        !verb.isEvent && !verb.isIntransitive && !verb.isUncontrolled
      }
    }
    if clause.tense == .progressive { clause.tense = clause.verb.isHabit ? .present : .past }
    return pair(clause)
  }

  mutating func state() -> SentencePair? {
    var clause = clause(tenses: [.present], negated: chance(30)) { $0.isState }
    clause.time = nil
    return pair(clause)
  }

  mutating func passive() -> SentencePair? {
    let verb = pick(lexicon.verbs { $0.isPassive })
    let tense: Clause.Tense = verb.isEvent || chance(60) ? .pastPassive : .passive
    let noun = pick(lexicon.nouns(verb.objects))
    guard !noun.has("kin"), !noun.isMass else { return nil }
    let number: GrammaticalNumber = noun.has("plural") || chance(25) ? .plural : .singular
    let subject = Nominal(noun, pick([.definite, .definite, .this]), number, adjective: adjective(for: noun))
    var clause = Clause(subject, verb, tense)
    if tense == .pastPassive { clause.time = pastTime(for: verb) }
    if chance(45) {
      let agent = self.subject(for: verb)
      guard agent.kind != .pronoun, agent.key != noun.key else { return nil }
      clause.goal = Phrase("by \(agent.englishObject)", Contraction.joined("von", agent.german(.dative)))
    } else if !verb.places.isEmpty, !verb.places.contains("home") {
      clause.place = pick(lexicon.places(verb.places))
    }
    return pair(clause)
  }

  mutating func animal() -> SentencePair? {
    let tenses: [Clause.Tense] = [.present, .progressive, .past, .past, .perfect]
    return pair(
      clause(tenses: tenses) { verb in
        if case .animal = verb.frame { true } else { false }
      })
  }

  /// `likes to read novels`: liest gern Romane.
  mutating func liking() -> SentencePair? {
    var clause = clause(tenses: [.present]) { $0.isHabit && $0.subjects.contains("person") && !$0.isUncontrolled }
    clause.time = nil
    clause.frequency = nil
    let likes = clause.subject.isPluralInEnglish || clause.subject.english == "I" ? "like" : "likes"
    let english = Clause.joined([clause.subject.english, likes, "to", clause.englishInfinitive()])
    clause.frequency = Phrase("", "gern")
    return SentencePair(english, clause.german(), combinations: [clause.combination])
  }

  /// `Anna drinks tea, but Paul drinks milk`, and two who are busy with something else.
  mutating func contrast() -> SentencePair? {
    let first = clause(tenses: [.present, .progressive, .past], subject: name()) { verb in
      if case .transitive = verb.frame { true } else { false }
    }
    var second =
      chance(50)
      ? clause(first.verb, name(), first.tense)
      : clause(tenses: [first.tense], subject: name()) { if case .transitive = $0.frame { true } else { false } }
    if second.place == first.place { second.place = nil }
    guard first.subject.key != second.subject.key, first.accusative?.key != second.accusative?.key else { return nil }
    guard first.verb.key == second.verb.key || first.tense != .present else { return nil }
    let (and, und) = first.verb.key == second.verb.key ? ("but", "aber") : ("and", "und")
    return SentencePair(
      "\(first.english()), \(and) \(second.english())", "\(first.german()), \(und) \(second.german())",
      combinations: [first.combination, second.combination])
  }
}
