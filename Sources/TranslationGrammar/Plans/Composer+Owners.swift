import SeededDraws

/// Whose things are, and whom they please.
extension Composer {
  /// Belonging, liking and having.
  mutating func owning() -> SentencePair? {
    switch random.below(3) {
    case 0: belonging()
    case 1: pleasing()
    default: having()
    }
  }

  private mutating func belonging() -> SentencePair? {
    let noun = pick(
      lexicon.nouns([
        "cloth", "small", "car", "bicycle", "house", "pet", "cont", "tool", "garden", "instrument", "horse",
      ]))
    let thing = Nominal(
      noun, pick([.definite, .this]), noun.has("plural") ? .plural : .singular, adjective: adjective(for: noun))
    let owner = person()
    guard owner.kind != .pronoun || owner.english != "it" else { return nil }
    let isPast = chance(30)
    let belongs = isPast ? "belonged" : thing.isPluralInEnglish ? "belong" : "belongs"
    let belonging = thing.person.isPlural ? (isPast ? "gehörten" : "gehören") : isPast ? "gehörte" : "gehört"
    return SentencePair(
      "\(thing.english) \(belongs) to \(owner.englishObject)",
      "\(thing.german(.nominative)) \(belonging) \(owner.german(.dative))",
      combinations: ["belong+\(noun.key)"])
  }

  /// English subject, German dative.
  private mutating func pleasing() -> SentencePair? {
    let noun = pick(
      lexicon.nouns([
        "cloth", "picture", "song", "film", "novel", "garden", "house", "castle", "exhibition", "poem", "performance",
        "furn",
      ]))
    let thing = Nominal(
      noun, pick([.definite, .this]), noun.has("plural") ? .plural : .singular, adjective: adjective(for: noun))
    let judge = person()
    let isNegated = chance(35)
    let verb = isNegated ? "\(judge.englishDo)n't like" : judge.englishDo == "do" ? "like" : "likes"
    let pleases = thing.person.isPlural ? "gefallen" : "gefällt"
    return SentencePair(
      Clause.joined([judge.english, verb, thing.englishObject]),
      Clause.joined([judge.german(.dative), pleases, thing.german(.nominative), isNegated ? "nicht" : ""]),
      combinations: ["like+\(noun.key)"])
  }

  private mutating func having() -> SentencePair? {
    let owner = person()
    let noun = pick(
      lexicon.nouns([
        "pet", "car", "bicycle", "garden", "brother", "sister", "son", "daughter", "piano", "guitar", "umbrella",
        "camera", "horse", "boat", "balcony", "question", "idea", "problem", "appointment",
      ]))
    let verb = Auxiliary.haben.present(owner.person)
    let combinations = ["have+\(noun.key)"]
    if chance(40) {
      let nothing = Nominal(noun, .no, noun.has("many") ? .plural : .singular)
      return SentencePair(
        "\(owner.english) \(owner.englishDo)n't have \(nothing.englishObject)",
        "\(owner.german(.nominative)) \(verb) \(nothing.german(.accusative))",
        combinations: combinations)
    }
    let isPlural = chance(50) && !["piano", "garden", "balcony", "appointment"].contains(noun.english)
    let thing = Nominal(
      noun, isPlural ? .numeral(2 + random.below(4)) : .indefinite, isPlural ? .plural : .singular,
      adjective: adjective(for: noun))
    return SentencePair(
      "\(owner.english) \(owner.englishHave) \(thing.englishObject)",
      "\(owner.german(.nominative)) \(verb) \(thing.german(.accusative))",
      combinations: combinations)
  }
}
