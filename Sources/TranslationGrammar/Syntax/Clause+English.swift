extension Clause {
  /// The English words, without capital or full stop.
  func english(asQuestion: Bool = false, front: Front = .subject) -> String {
    let group = englishGroup
    let fronted = front.phrase(of: self)?.english
    var words: [String?] = []
    if asQuestion {
      words = [group.auxiliary, subject.english, englishAdverb, group.rest]
    } else {
      words = [fronted.map { $0 + "," }, subject.english] + englishPredicate
    }
    words += englishTail(without: front)
    return Self.joined(words)
  }

  /// The predicate after a subject that is a question word or a relative pronoun: `who repaired the car`.
  func englishAfterSubject() -> String {
    Self.joined(englishPredicate + englishTail(without: .subject))
  }

  /// Subject and verb, the object gone to the front: `my aunt baked yesterday`.
  func englishWithoutObject() -> String {
    var clause = self
    clause.accusative = nil
    return clause.english()
  }

  /// `repair the car in the garage`.
  func englishInfinitive() -> String {
    Self.joined([verb.english.base, verb.englishParticle] + englishTail(without: .subject))
  }

  /// `repairing the car`.
  func englishGerund() -> String {
    Self.joined([EnglishSpelling.withING(verb.english.base), verb.englishParticle] + englishTail(without: .subject))
  }

  static func joined(_ words: [String?]) -> String {
    words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

// MARK: - The verb
extension Verb {
  fileprivate var englishParticle: String? { english.particle.isEmpty ? nil : english.particle }
}

extension Clause {
  /// `has` and `read`; `plain` stands for both where English needs no auxiliary.
  private struct Group {
    let auxiliary: String
    let rest: String
    var plain: String?
  }

  private var englishAdverb: String? {
    frequency?.english ?? aspect.flatMap { $0.english.hasPrefix("…") ? nil : $0.english }
  }

  private var englishPredicate: [String?] {
    let group = englishGroup
    if let plain = group.plain, !isNegated { return [englishAdverb, plain] }
    return [Self.contracted(group.auxiliary, isNegated: isNegated), englishAdverb, group.rest]
  }

  private static func contracted(_ auxiliary: String, isNegated: Bool) -> String {
    guard isNegated else { return auxiliary }
    if auxiliary == "can" { return "cannot" }
    return ["am", "will", "would", "should"].contains(auxiliary) ? "\(auxiliary) not" : "\(auxiliary)n't"
  }

  private var englishGroup: Group {
    let verb = verb.english
    let tail = verb.particle.isEmpty ? "" : " " + verb.particle
    let singular = !subject.isPluralInEnglish && subject.english != "I"
    let doing = subject.englishDo
    switch tense {
    case .present:
      if verb.isCopula { return Group(auxiliary: subject.englishBe, rest: verb.particle) }
      return Group(auxiliary: doing, rest: verb.base + tail, plain: verb.present(singular: singular) + tail)
    case .progressive:
      return Group(auxiliary: subject.englishBe, rest: EnglishSpelling.withING(verb.base) + tail)
    case .past:
      if verb.isCopula { return Group(auxiliary: subject.englishWas, rest: verb.particle) }
      return Group(auxiliary: "did", rest: verb.base + tail, plain: verb.past + tail)
    case .perfect: return Group(auxiliary: subject.englishHave, rest: verb.participle + tail)
    case .future: return Group(auxiliary: "will", rest: verb.base + tail)
    case .conditional: return Group(auxiliary: "would", rest: verb.base + tail)
    case .passive: return Group(auxiliary: subject.englishBe, rest: "being \(verb.participle)" + tail)
    case .pastPassive: return Group(auxiliary: subject.englishWas, rest: verb.participle + tail)
    case .modal(let modal): return modalGroup(modal, verb.base + tail, singular: singular, doing: doing)
    }
  }

  private func modalGroup(_ modal: Modal, _ verb: String, singular: Bool, doing: String) -> Group {
    switch modal {
    case .can: Group(auxiliary: "can", rest: verb)
    case .should: Group(auxiliary: "should", rest: verb)
    case .wouldLike: Group(auxiliary: "would", rest: "like to \(verb)")
    case .may: Group(auxiliary: subject.englishBe, rest: "allowed to \(verb)")
    case .must: Group(auxiliary: doing, rest: "have to \(verb)", plain: (singular ? "has" : "have") + " to \(verb)")
    case .wants: Group(auxiliary: doing, rest: "want to \(verb)", plain: (singular ? "wants" : "want") + " to \(verb)")
    }
  }

  /// Objects, place and time: `her brother a book in the park yesterday`.
  private func englishTail(without front: Front) -> [String?] {
    var words: [String?] = []
    let toDative = dative != nil && (accusative?.kind == .pronoun || verb.takesTo)
    if verb.isDitransitive, !toDative { words.append(dative?.englishObject) }
    if !isPassive { words.append(accusative?.englishObject) }
    if verb.isDitransitive, toDative { words += ["to", dative?.englishObject] }
    if !verb.isDitransitive { words.append(dative?.englishObject) }
    if case .prepositional(let english, _, _) = verb.frame, let prepositional {
      words += [english, prepositional.englishObject]
    }
    words += [goal?.english]
    if front != .place { words.append(place?.english) }
    if front != .time { words.append(time?.english) }
    if let aspect = aspect?.english, aspect.hasPrefix("…") { words.append(String(aspect.dropFirst(2))) }
    return words
  }
}
