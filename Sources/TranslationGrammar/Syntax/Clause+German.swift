extension Clause {
  /// Verb second: `Gestern hat Anna den Brief gelesen`, without capital or full stop.
  func german(front: Front = .subject) -> String {
    let group = germanGroup
    let first = front.phrase(of: self)?.german ?? subject.german(.nominative)
    return Self.joined([first, group.finite] + germanMiddle(front: front, withSubject: front != .subject) + group.end)
  }

  /// Verb first, or second after a question word: `Hat Anna den Brief gelesen`, `Wo hat Anna den Brief gelesen`.
  func germanQuestion(word: String? = nil) -> String {
    let group = germanGroup
    return Self.joined([word, group.finite] + germanMiddle(front: .subject, withSubject: true) + group.end)
  }

  /// `Wer hat den Brief gelesen`.
  func germanSubjectQuestion(word: String) -> String {
    let group = germanGroup
    return Self.joined([word, group.finite] + germanMiddle(front: .subject, withSubject: false) + group.end)
  }

  /// Verb last: `dass Anna den Brief gelesen hat`; with a relative pronoun for the subject `die den Brief gelesen hat`.
  func germanSubordinate(_ word: String, hasSubject: Bool = true, withoutObject: Bool = false) -> String {
    var clause = self
    if withoutObject { clause.accusative = nil }
    let group = germanGroup
    let middle = clause.germanMiddle(front: .subject, withSubject: hasSubject)
    return Self.joined([word] + middle + group.last)
  }

  /// `den Brief in der Küche zu lesen`.
  func germanZuInfinitive() -> String {
    Self.joined(germanMiddle(front: .subject, withSubject: false) + [verb.german.zuInfinitive])
  }

  /// `den Brief in der Küche lesen`.
  func germanInfinitive() -> String {
    Self.joined(germanMiddle(front: .subject, withSubject: false) + [verb.german.infinitive])
  }
}

// MARK: - The verb
extension Clause {
  private struct Group {
    /// In a main clause: the second word, and the words at the end.
    let finite: String
    let end: [String]
    /// All of the verb at the end of a subordinate clause.
    let last: [String]

    /// - Parameter end: infinitives and participles.
    init(_ finite: String, end: [String]) {
      self.finite = finite
      self.end = end
      last = end + [finite]
    }

    init(_ finite: String, of verb: GermanVerb) {
      self.finite = finite
      end = [verb.prefix]
      last = [verb.joined(finite)]
    }
  }

  private var germanGroup: Group {
    let verb = verb.german
    let person = subject.person
    switch tense {
    case .present, .progressive: return Group(verb.present(person), of: verb)
    case .past where isNarrated && (subject.kind == .definite || subject.kind == .indefinite):
      return Group(verb.preterite(person), of: verb)
    case .past, .perfect:
      return Group((verb.takesSein ? Auxiliary.sein : .haben).present(person), end: [verb.participle])
    case .future: return Group(Auxiliary.werden.present(person), end: [verb.infinitive])
    case .conditional: return Group(Auxiliary.wuerde.present(person), end: [verb.infinitive])
    case .passive: return Group(Auxiliary.werden.present(person), end: [verb.participle])
    case .pastPassive: return Group(person.isPlural ? "wurden" : "wurde", end: [verb.participle])
    case .modal(let modal):
      return Group(Auxiliary.of(modal).present(person), end: [verb.infinitive])
    }
  }
}

// MARK: - The middle
extension Clause {
  /// Between the finite verb and the end: pronouns, people, time, what is known, `nicht`, place, what is new, goal.
  func germanMiddle(front: Front, withSubject: Bool) -> [String?] {
    let object = isPassive ? nil : accusative
    let early = frequency ?? (tense == .progressive || tense == .passive ? Phrase("", "gerade") : nil)
    let late = aspect?.german ?? (isNegated && !objectIsNegated ? "nicht" : nil)
    let time = front == .time ? nil : time?.german
    let knownObject = object.flatMap { $0.kind == .definite || $0.kind == .name ? $0.german(.accusative) : nil }
    let knownDative = dative.flatMap { $0.kind == .pronoun ? nil : $0.german(.dative) }
    var words = germanPronouns(withSubject: withSubject, object: object)
    let isRequest = early?.german == "bitte"
    words += isRequest ? [early?.german, knownDative] : [knownDative]
    words +=
      late != nil
      ? [knownObject, time, isRequest ? nil : early?.german] : [time, isRequest ? nil : early?.german, knownObject]
    words.append(late)
    if front != .place { words.append(place?.german) }
    words.append(object.flatMap { $0.kind == .indefinite ? $0.german(.accusative) : nil })
    if case .prepositional(_, let preposition, let grammaticalCase) = verb.frame, let prepositional {
      words.append(Contraction.joined(preposition, prepositional.german(grammaticalCase)))
    }
    words.append(goal?.german)
    return words
  }

  /// Subject, reflexive and object pronouns; a reflexive goes before a subject that is not a pronoun.
  private func germanPronouns(withSubject: Bool, object: Nominal?) -> [String?] {
    let reflexive = verb.german.isReflexive ? reflexivePronoun : nil
    let subjectWord = withSubject ? subject.german(.nominative) : nil
    var words = subject.kind == .pronoun || !withSubject ? [subjectWord, reflexive] : [reflexive, subjectWord]
    if let object, object.kind == .pronoun { words.append(object.german(.accusative)) }
    if let dative, dative.kind == .pronoun { words.append(dative.german(.dative)) }
    return words
  }

  private var reflexivePronoun: String {
    switch subject.person {
    case .firstSingular: "mich"
    case .secondSingular: "dich"
    case .firstPlural: "uns"
    case .secondPlural: "euch"
    case .thirdSingular, .thirdPlural: "sich"
    }
  }
}
