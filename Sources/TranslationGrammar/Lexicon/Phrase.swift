/// An adverbial or another fixed phrase in both languages.
struct Phrase: Hashable, Sendable {
  let english: String
  let german: String

  init(_ english: String, _ german: String) {
    self.english = english
    self.german = german
  }

  /// The phrases of a table: `at home=zu Hause; in the office=im Büro`.
  static func list(_ table: String) -> [Phrase] {
    table.split(separator: ";").map { entry in
      let sides = entry.split(separator: "=").map { String($0).trimmed }
      precondition(sides.count == 2, "a phrase has two sides: \(entry)")
      return Phrase(sides[0], sides[1])
    }
  }
}

extension String {
  /// Without blanks and line feeds at either end.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
