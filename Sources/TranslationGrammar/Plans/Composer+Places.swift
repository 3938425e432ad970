import SeededDraws

/// Where things are and where they are put: the same prepositions with dative and accusative.
extension Composer {
  private struct Spot {
    let english: String
    let german: String
    let nouns: [String]
  }

  private static let spots = [
    Spot(
      english: "on", german: "auf",
      nouns: ["table", "chair", "sofa", "bed", "desk", "floor", "bench", "shelf", "stool", "carpet"]),
    Spot(
      english: "in", german: "in",
      nouns: [
        "box", "bag", "drawer", "cupboard", "suitcase", "basket", "rucksack", "kitchen", "car", "cellar", "garage",
      ]),
    Spot(english: "under", german: "unter", nouns: ["table", "chair", "sofa", "bed", "desk", "bench", "staircase"]),
    Spot(english: "behind", german: "hinter", nouns: ["sofa", "door", "cupboard", "armchair", "lamp", "box"]),
    Spot(
      english: "next to", german: "neben",
      nouns: ["table", "chair", "sofa", "bed", "desk", "door", "window", "armchair", "lamp", "cupboard"]),
    Spot(english: "in front of", german: "vor", nouns: ["door", "window", "house", "sofa", "bed", "garage"]),
  ]

  /// English is and puts; German stands or lies, and is stood or laid.
  private static let posture: [(tag: String, stays: String, puts: String)] = [
    ("stands", "stehen steht stand gestanden", "stellen"), ("lies", "liegen liegt lag gelegen", "legen"),
  ]

  private mutating func spot(for noun: Noun) -> (preposition: Spot, place: Noun)? {
    let isBig = noun.has("furn")
    let beside = ["behind", "next to", "in front of"]
    let spots = Self.spots.filter {
      isBig ? beside.contains($0.english) : noun.has("cont") || $0.english != "in front of"
    }
    let spot = pick(spots)
    let isFood = ["fruit", "veg", "baked", "dish"].contains(where: noun.has)
    if noun.has("lies"), !noun.has("cont"), ["behind", "next to"].contains(spot.english) { return nil }
    if noun.has("cloth") || noun.has("linen"), !["on", "in"].contains(spot.english) { return nil }
    let place = pick(lexicon.nouns(isFood ? ["table", "basket", "shelf", "box"] : spot.nouns))
    if isFood, place.has("furn") != (spot.english == "on") || !["on", "in"].contains(spot.english) { return nil }
    if noun.has("stands"), spot.english == "on", ["chair", "sofa", "bed", "carpet"].contains(place.english) {
      return nil
    }
    let isInside = spot.english == "in" && noun.has("cont") && place.has("cont")
    guard place.key != noun.key, !isInside else { return nil }
    if spot.english == "in", noun.has("stands"),
      !["kitchen", "cupboard", "cellar", "garage", "box"].contains(place.english)
    {
      return nil
    }
    return (spot, place)
  }

  /// What holds something is neither empty nor full.
  private mutating func placeAdjective(for place: Noun) -> Adjective? {
    adjective(for: place).flatMap { ["empty", "full"].contains($0.english) ? nil : $0 }
  }

  /// `There are three bottles on the table.` `The lamp is behind the sofa.`
  mutating func position() -> SentencePair? {
    let kind = pick(Self.posture)
    let noun = pick(lexicon.nouns(kind.tag))
    guard let (spot, place) = spot(for: noun) else { return nil }
    let support = Nominal(place, .definite, adjective: placeAdjective(for: place))
    let number: GrammaticalNumber = chance(30) ? .plural : .singular
    let verb = GermanVerb(entry: kind.stays)
    let location = Phrase(
      "\(spot.english) \(support.englishObject)", Contraction.joined(spot.german, support.german(.dative)))
    let combinations = ["\(spot.german)+\(noun.key)+\(place.key)"]
    if chance(50) {
      let thing = Nominal(
        noun, number == .plural ? .numeral(2 + random.below(6)) : .indefinite, number, adjective: adjective(for: noun))
      return SentencePair(
        "there \(thing.englishBe) \(thing.english) \(location.english)",
        "\(location.german) \(verb.present(thing.person)) \(thing.german(.nominative))", combinations: combinations)
    }
    let thing = Nominal(
      noun, pick([.definite, .possessive(.i), .possessive(.you)]), number, adjective: adjective(for: noun))
    return SentencePair(
      "\(thing.english) \(thing.englishBe) \(location.english)",
      "\(thing.german(.nominative)) \(verb.present(thing.person)) \(location.german)", combinations: combinations)
  }

  /// `Anna is putting the vase on the table`: the accusative of direction.
  mutating func placing() -> SentencePair? {
    let kind = pick(Self.posture)
    let noun = pick(lexicon.nouns(kind.tag))
    guard let (spot, place) = spot(for: noun), !place.has("building") else { return nil }
    let verb = Verb(english: "put put put", german: kind.puts)
    var clause = Clause(
      person(), verb, pick([.progressive, .past, .past, .future, .modal(.wants), .modal(.should), .modal(.can)]))
    clause.accusative = object(noun, of: clause.subject, isHabit: false)
    let target = Nominal(place, .definite, adjective: placeAdjective(for: place))
    clause.goal = Phrase(
      "\(spot.english) \(target.englishObject)", Contraction.joined(spot.german, target.german(.accusative)))
    if clause.tense == .past { clause.time = pick(Lexicon.recentTimes) }
    let front = front(of: clause)
    return SentencePair(
      clause.english(front: front), clause.german(front: front),
      combinations: ["\(spot.german)+\(noun.key)+\(place.key)"])
  }
}
