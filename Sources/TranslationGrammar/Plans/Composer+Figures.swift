import SeededDraws

/// Prices and measures.
extension Composer {
  mutating func price() -> SentencePair? {
    let groups: [(nouns: [String], range: ClosedRange<Int>)] = [
      (["cloth"], 8...99), (["furn"], 35...99), (["small", "toy"], 3...60), (["ware"], 2...20),
      (["ticket", "book", "novel", "map"], 4...45),
      (["soup", "pizza", "salad", "cake"], 4...19), (["radio", "lamp", "camera", "alarm_clock"], 15...99),
    ]
    let (names, range) = pick(groups)
    let noun = pick(lexicon.nouns(names))
    let euros = range.lowerBound + random.below(range.count)
    let isPlural = noun.has("plural")
    let subject = Nominal(
      noun, pick([.definite, .this]), isPlural ? .plural : .singular, adjective: adjective(for: noun))
    let (english, german) =
      chance(50) ? (EnglishNumber.words(euros), GermanNumber.words(euros)) : ("\(euros)", "\(euros)")
    let combinations = ["cost+\(noun.key)"]
    if chance(35) {
      return SentencePair(
        "\(subject.english) cost \(english) euros last year",
        "\(subject.german(.nominative)) \(isPlural ? "kosteten" : "kostete") letztes Jahr \(german) Euro",
        combinations: combinations)
    }
    return SentencePair(
      "\(subject.english) \(isPlural ? "cost" : "costs") \(english) euros",
      "\(subject.german(.nominative)) \(isPlural ? "kosten" : "kostet") \(german) Euro", combinations: combinations)
  }

  /// How old, how long, how heavy.
  mutating func measure() -> SentencePair? {
    let kinds: [(nouns: [String], range: ClosedRange<Int>, english: String, german: String)] = [
      (["church", "castle", "house", "bridge", "mill", "oak", "tower"], 20...99, "years old", "Jahre alt"),
      (["mother", "father", "aunt", "uncle"], 35...70, "years old", "Jahre alt"),
      (["grandmother", "grandfather"], 60...95, "years old", "Jahre alt"),
      (["son", "daughter", "nephew", "niece", "brother", "sister", "cousin"], 3...30, "years old", "Jahre alt"),
      (["bridge", "ship", "fence"], 5...90, "metres long", "Meter lang"),
      (["tower", "church"], 15...80, "metres high", "Meter hoch"),
      (["suitcase", "parcel", "box"], 3...30, "kilos in weight", "Kilo schwer"),
      (["river", "street", "lake"], 4...60, "metres wide", "Meter breit"),
      (["lake"], 4...50, "metres deep", "Meter tief"),
    ]
    let kind = pick(kinds)
    let noun = pick(lexicon.nouns(kind.nouns))
    let number = kind.range.lowerBound + random.below(kind.range.count)
    let subject =
      noun.has("kin")
      ? Nominal(noun, .possessive(pick([.i, .you, .he, .she]))) : Nominal(noun, pick([.definite, .this]))
    let (words, worte) =
      chance(60) ? (EnglishNumber.words(number), GermanNumber.words(number)) : ("\(number)", "\(number)")
    return SentencePair(
      "\(subject.english) is \(words) \(kind.english)", "\(subject.german(.nominative)) ist \(worte) \(kind.german)",
      combinations: ["\(kind.german)+\(noun.key)"])
  }
}
