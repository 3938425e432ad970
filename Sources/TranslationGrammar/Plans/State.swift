/// How somebody is, in a clause that gives a reason or an occasion: `he is tired`, `er müde ist`.
struct State: Sendable {
  /// English after be or have, German before sein or haben; the `has` states have their verb in both.
  let phrase: Phrase
  let has: Bool

  static let hindrances: [State] = [
    State("ill", "krank"), State("tired", "müde"), State("in a hurry", "in Eile"), State("busy", "beschäftigt"),
    State(has: "no time", "keine Zeit"), State(has: "a headache", "Kopfschmerzen"), State(has: "a cold", "Schnupfen"),
    State(has: "a fever", "Fieber"), State(has: "visitors", "Besuch"),
  ]

  static let helps: [State] = [
    State(has: "enough time", "genug Zeit"), State(has: "the day off", "frei"), State("in a good mood", "gut gelaunt"),
    State(has: "time today", "heute Zeit"),
  ]

  init(_ english: String, _ german: String) {
    phrase = Phrase(english, german)
    has = false
  }

  init(has english: String, _ german: String) {
    phrase = Phrase(english, german)
    has = true
  }

  func english(_ subject: Nominal) -> String {
    "\(subject.english) \(has ? subject.englishHave : subject.englishBe) \(phrase.english)"
  }

  /// Verb last.
  func german(_ subject: Nominal) -> String {
    let verb: Auxiliary = has ? .haben : .sein
    return "\(subject.german(.nominative)) \(phrase.german) \(verb.present(subject.person))"
  }
}
