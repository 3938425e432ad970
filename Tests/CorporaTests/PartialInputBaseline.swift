import Foundation

/// What a classifier gets right that sees a part of each pair only: naive Bayes on the cues of that part, learned on
/// four fifths of the scenes and asked about the rest, five times.
///
/// On pairs without tell-tale words it stays at chance.
struct PartialInputBaseline {
  typealias Pair = EntailmentPairs.Pair

  let foldCount = 5
  /// The cues that a pair shows.
  let cues: (Pair) -> [String]

  /// The share of pairs whose label is guessed.
  func accuracy(on pairs: [Pair]) -> Double {
    let scenes = Set(pairs.map(\.scene)).sorted()
    let folds = Dictionary(uniqueKeysWithValues: scenes.enumerated().map { ($1, $0 % foldCount) })
    var right = 0
    for fold in 0..<foldCount {
      let model = NaiveBayes(pairs.filter { folds[$0.scene] != fold }.map { (cues($0), $0.label) })
      right += pairs.count { folds[$0.scene] == fold && model.label(of: cues($0)) == $0.label }
    }
    return Double(right) / Double(pairs.count)
  }
}

/// Multinomial naive Bayes with one added to every count.
private struct NaiveBayes {
  private var exampleCounts: [String: Int] = [:]
  private var cueCounts: [String: [String: Int]] = [:]
  private var totals: [String: Int] = [:]
  private var vocabulary: Set<String> = []

  init(_ examples: [(cues: [String], label: String)]) {
    for (cues, label) in examples {
      exampleCounts[label, default: 0] += 1
      totals[label, default: 0] += cues.count
      for cue in cues { cueCounts[label, default: [:]][cue, default: 0] += 1 }
      vocabulary.formUnion(cues)
    }
  }

  func label(of cues: [String]) -> String? {
    let known = cues.filter(vocabulary.contains)
    let scored = exampleCounts.keys.sorted().map { label in (label: label, score: score(of: known, for: label)) }
    return scored.max { $0.score < $1.score }?.label
  }

  private func score(of cues: [String], for label: String) -> Double {
    let scale = Double(totals[label, default: 0] + vocabulary.count)
    return cues.reduce(log(Double(exampleCounts[label, default: 0]))) { sum, cue in
      sum + log(Double(cueCounts[label]?[cue] ?? 0) + 1) - log(scale)
    }
  }
}
