import SeededDraws

/// Draws words and puts them together; each plan of a sentence is a method in an extension of its own.
struct Composer {
  let lexicon: Lexicon
  var random: SplitMix64
  /// Adjectives that the sentence in hand must do without.
  var unfit: Set<String> = []

  init(lexicon: Lexicon, seed: UInt64) {
    self.lexicon = lexicon
    random = SplitMix64(seed: seed)
  }

  mutating func chance(_ percent: Int) -> Bool { random.chance(percent: percent) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { random.pick(elements) }

  /// Quantities that there can be too much of.
  static let excessive: Set<String> = [
    "big", "small", "expensive", "long", "short", "heavy", "hot", "cold", "loud", "difficult", "narrow", "wide", "thin",
    "thick",
    "dark", "spicy",
    "sweet", "sour", "old", "slow", "dirty", "high", "deep", "strict", "young", "tired", "fat", "steep", "warm",
  ]

  /// An adjective for a noun, where there is one and the dice want it.
  mutating func adjective(for noun: Noun, percent: Int = 30) -> Adjective? {
    guard chance(percent) else { return nil }
    let fitting = lexicon.adjectives.filter { $0.goesWith(noun) && !unfit.contains($0.english) }
    return fitting.isEmpty ? nil : pick(fitting)
  }
}

// MARK: - Subjects
extension Composer {
  /// Somebody or something that the verb can be said of.
  mutating func subject(for verb: Verb) -> Nominal {
    let special = verb.subjects.filter { $0 != "person" && $0 != "handy" }
    if verb.subjects.contains("person") {
      return special.isEmpty || chance(75) ? person() : thing(pick(lexicon.nouns(special)))
    }
    if verb.subjects.contains("handy") { return chance(45) ? nameOrPronoun() : thing(pick(lexicon.nouns("handy"))) }
    return thing(pick(lexicon.nouns(special)))
  }

  mutating func person() -> Nominal {
    switch random.below(100) {
    case 0..<50: nameOrPronoun()
    case 50..<72: thing(pick(lexicon.nouns("kin")))
    case 72..<76: Nominal(pick(lexicon.nouns("spouse")), .possessive(.i))
    default: thing(pick(lexicon.nouns("job")))
    }
  }

  mutating func nameOrPronoun() -> Nominal {
    guard chance(60) else { return name() }
    return Nominal(pick([Pronoun.i, .i, .you, .you, .he, .she, .we, .we, .they]))
  }

  mutating func name() -> Nominal {
    let name = pick(Lexicon.names)
    return Nominal(name: name.name, gender: name.gender)
  }

  /// A noun as a subject, with a determiner that suits it.
  mutating func thing(_ noun: Noun) -> Nominal {
    if noun.has("kin") { return relative(noun, of: pick([.i, .i, .i, .we, .you, .he, .she])) }
    let isPlural = chance(18)
    let isOurs = Self.ours.contains(noun.english)
    let determiners: [Determiner] = [.definite, .definite, .definite, isOurs ? .possessive(.we) : .definite, .this]
    let determiner: Determiner =
      noun.has("wild") || noun.has("crook")
      ? (isPlural ? .definite : pick([.definite, .indefinite])) : pick(determiners)
    return Nominal(noun, determiner, isPlural ? .plural : .singular, adjective: adjective(for: noun, percent: 18))
  }

  private static let ours: Set<String> = [
    "teacher", "doctor", "trainer", "caretaker", "dentist", "gardener", "mayor", "vet", "secretary", "cook", "baker",
    "postman", "dog", "cat",
    "rabbit", "hamster", "parrot", "tortoise", "horse", "donkey", "goat",
  ]

  mutating func relative(_ noun: Noun, of owner: Pronoun) -> Nominal {
    let number: GrammaticalNumber = noun.has("many") && chance(20) ? .plural : .singular
    return Nominal(noun, .possessive(owner), number, adjective: adjective(for: noun, percent: 5))
  }
}

// MARK: - Objects
extension Composer {
  /// - Parameter isHabit: what is done again and again is done to one's own things or to many.
  mutating func object(_ noun: Noun, of subject: Nominal, isHabit: Bool, allowsOwn: Bool = true) -> Nominal {
    if noun.has("kin") { return relative(noun, of: subject.owner ?? .i) }
    let adjective = adjective(for: noun, percent: isHabit ? 12 : 30)
    let own: Determiner = allowsOwn ? subject.owner.map { .possessive($0) } ?? .definite : .definite
    if noun.has("job") || noun.has("wild") || noun.has("crook") {
      let determiner =
        isHabit
        ? Determiner.definite
        : noun.has("job") ? pick([.definite, .definite, .this]) : pick([.definite, .definite, .indefinite, .this])
      let isPlural = determiner != .indefinite && chance(12)
      return Nominal(noun, determiner, isPlural ? .plural : .singular, adjective: adjective)
    }
    if noun.isMass { return Nominal(noun, isHabit ? .bare : pick([.definite, .bare, .bare]), adjective: adjective) }
    if noun.has("plural") { return Nominal(noun, pick([.definite, own, .bare]), .plural, adjective: adjective) }
    if subject.person.isPlural, own != .definite, noun.has("cloth") || noun.has("small") {
      return Nominal(noun, own, .plural, adjective: adjective)
    }
    let (determiner, number) = countable(noun, own: own, isHabit: isHabit)
    return Nominal(noun, determiner, number, adjective: adjective)
  }

  /// Nobody picks one cherry.
  static let bySeveral: Set<String> = [
    "cherry", "strawberry", "potato", "carrot", "mushroom", "plum", "biscuit", "coin", "stamp", "shell",
  ]

  private mutating func countable(_ noun: Noun, own: Determiner, isHabit: Bool) -> (Determiner, GrammaticalNumber) {
    let ownable = ["cloth", "cont", "device", "reading", "furn", "pet", "instrument", "small", "tool", "toy", "paper"]
    let mine =
      ownable.contains(where: noun.has) || ["car", "bicycle", "house", "garden"].contains(noun.english)
      ? own : .definite
    if Self.bySeveral.contains(noun.english) {
      return (isHabit ? pick([.bare, .definite]) : pick([.definite, .definite, .bare, .this]), .plural)
    }
    let plural = ["fruit", "veg", "baked", "dish", "reading", "collected", "media", "cloth", "plant", "tree"]
    if isHabit {
      return chance(45) && plural.contains(where: noun.has) ? (.bare, .plural) : (pick([.definite, mine]), .singular)
    }
    let several = plural + ["ware", "small", "furn", "tool", "pet", "farm", "paper", "toy", "gift", "cont", "linen"]
    if noun.has("chamber") || noun.has("part") { return (pick([.definite, .definite, .this, mine]), .singular) }
    guard several.contains(where: noun.has) else {
      return (pick([.definite, .definite, .indefinite, .this, mine]), .singular)
    }
    let isOneOfMany =
      noun.has("fruit") || noun.has("veg")
      || ["roll", "biscuit", "pretzel", "waffle", "egg", "dumpling", "sausage", "pancake"].contains(noun.english)
    if isOneOfMany, chance(80) {
      return (pick([.definite, .definite, .bare, .numeral(2 + random.below(6)), mine]), .plural)
    }
    switch random.below(100) {
    case 0..<38: return (.definite, .singular)
    case 38..<62: return (.indefinite, .singular)
    case 62..<78: return (mine, .singular)
    case 78..<84: return (.this, .singular)
    case 84..<91: return (.numeral(2 + random.below(5)), .plural)
    case 91..<97: return (.definite, .plural)
    default: return (mine, .plural)
    }
  }
}
