/// Finds the name that a user most likely meant.
public enum NearestName {
  /// The nearest name by edit distance (insertion, deletion, replacement and exchange of neighbours cost 1), or `nil`
  /// when more than a third of the letters would have to change. Underscores count as hyphens, capitals as small.
  public static func find(_ name: String, among names: [String]) -> String? {
    // A name longer than any of ours by far is nobody's slip, and the table below grows with its length.
    guard name.utf8.count <= 100 else { return nil }
    let typed = Array(name.lowercased().replacing("_", with: "-"))
    let ranked = names.map { (name: $0, distance: distance(typed, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance * 3 <= max(typed.count, best.name.count) ? best.name : nil
  }

  /// The restricted Damerau–Levenshtein distance, with three rows of the table.
  static func distance(_ first: [Character], _ second: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var best = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
