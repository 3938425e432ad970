import Foundation
import SerfCorpora

/// The bundled reviews, read as the file format says: a text, a tab, a label, a line feed.
struct SentimentTexts {
  struct Review {
    let split: SerfCorpora.Split
    let text: String
    let label: String
  }

  struct MalformedLine: Error {
    let path: String
    let line: Int
    let found: String
  }

  let reviews: [Review]

  init() throws {
    var reviews: [Review] = []
    for split in SerfCorpora.Split.allCases {
      let path = try SerfCorpora.sentiment(split)
      let content = try String(contentsOfFile: path, encoding: .utf8)
      var lines = content.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.popLast() == "" else {
        throw MalformedLine(path: path, line: lines.count + 1, found: "a last line without its line feed")
      }
      for (index, line) in lines.enumerated() {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 2 else { throw MalformedLine(path: path, line: index + 1, found: String(line)) }
        reviews.append(Review(split: split, text: String(fields[0]), label: String(fields[1])))
      }
    }
    self.reviews = reviews
  }

  /// The words of each text in lower case; an apostrophe inside a word belongs to it.
  func words() -> [[Substring]] {
    reviews.map { review in
      review.text.lowercased()
        .split { !($0.isLetter || $0.isNumber || $0 == "'") }
        .map { $0.drop { $0 == "'" } }
        .filter { !$0.isEmpty }
    }
  }
}

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
