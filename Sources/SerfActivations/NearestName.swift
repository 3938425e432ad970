/// Finds the name that a mistyped one most likely meant.
enum NearestName {
  /// The candidate with the smallest edit distance, the first of equals; `nil` when more than half of its letters
  /// would have to change, for then it is no likely meaning. Case counts for nothing, and `_` is `-`.
  static func of(_ name: String, among candidates: [String]) -> String? {
    let wanted = folded(name)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = folded(candidate)
      // The difference in length is a lower bound: a name of a million letters costs nothing.
      let bound = min(best.map { $0.distance - 1 } ?? .max, max(letters.count / 2, 1))
      guard abs(letters.count - wanted.count) <= bound else { continue }
      let distance = editDistance(wanted, letters)
      if distance <= bound { best = (candidate, distance) }
    }
    return best?.name
  }

  private static func folded(_ name: String) -> [UInt8] {
    name.lowercased().utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 }
  }

  /// Insertions, deletions and replacements that turn `a` into `b` (Levenshtein).
  private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
