import TestSupport

/// Seeded texts that any network learns in a moment: each has one word that says its class, among words that say nothing.
enum SyntheticReviews {
  private static let things = ["film", "book", "hotel", "meal", "song", "play", "phone", "garden", "train", "lamp"]
  private static let fillers = [
    "the", "a", "was", "and", "we", "saw", "it", "on", "monday", "with", "some", "friends", "from", "town", "again",
  ]
  private static let words: [String: [String]] = [
    "good": ["lovely", "splendid", "charming", "great"], "bad": ["dreadful", "boring", "awful", "poor"],
  ]
  private static let stars: [String: [String]] = [
    "1": ["dreadful", "awful"], "2": ["poor", "boring"], "3": ["usual", "middling"], "4": ["nice", "charming"],
    "5": ["splendid", "perfect"],
  ]

  static func lines(_ count: Int, seed: UInt64, hasFiveClasses: Bool = false) -> String {
    var random = SeededRandom(seed: seed)
    // The first numbers of near seeds are alike.
    for _ in 0..<8 { _ = random.next() }
    func pick(_ words: [String]) -> String { words[Int(random.next() >> 33) % words.count] }
    let classes = hasFiveClasses ? stars : words
    let labels = classes.keys.sorted()
    return (0..<count).map { number in
      let label = labels[number % labels.count]
      let length = 1 + Int(random.next() >> 33) % 9
      var text = (0..<length).map { _ in pick(fillers) } + [pick(things)]
      text.insert(pick(classes[label] ?? []), at: Int(random.next() >> 33) % (length + 1))
      return text.joined(separator: " ") + "\t" + label + "\n"
    }.joined()
  }
}
