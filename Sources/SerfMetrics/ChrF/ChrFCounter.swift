/// Gathers chrF's statistics, segment after segment, in reused storage.
struct ChrFCounter {
  private let metric: ChrF
  private var characters = NGramTable()
  private var words = NGramTable()
  private var tokens = TokenTable()
  private var hypothesis = ChrFText()
  private var reference = ChrFText()
  private var characterMatches: [Int] = []
  private var wordMatches: [Int] = []

  init(_ metric: ChrF) { self.metric = metric }

  /// Of several references the first with the best score of this segment counts.
  mutating func appendRow(hypothesis text: String, references: References, segment: Int, to rows: inout [Double]) {
    tokens.reset()
    hypothesis.set(text, for: metric, numbers: &tokens)
    characters.reset(nGramCount: hypothesis.characters.count * metric.characterOrder)
    characters.add(hypothesis.characters, maxOrder: metric.characterOrder)
    words.reset(nGramCount: hypothesis.words.count * metric.wordOrder)
    words.add(hypothesis.words, maxOrder: metric.wordOrder)

    var best: (row: [Double], score: Double)?
    for list in references.lists {
      guard let text = list[segment] else { continue }
      reference.set(text, for: metric, numbers: &tokens)
      let row = rowAgainstReference()
      guard references.lists.count > 1 else { return rows.append(contentsOf: row) }
      let score = metric.score(of: row).value
      if best.map({ score > $0.score }) ?? true { best = (row, score) }
    }
    if let best { rows.append(contentsOf: best.row) }
  }

  private mutating func rowAgainstReference() -> [Double] {
    characterMatches = [Int](repeating: 0, count: metric.characterOrder)
    characters.countMatches(reference.characters, maxOrder: metric.characterOrder, into: &characterMatches)
    wordMatches = [Int](repeating: 0, count: metric.wordOrder)
    words.countMatches(reference.words, maxOrder: metric.wordOrder, into: &wordMatches)
    var row: [Double] = []
    row.reserveCapacity(metric.statisticCount)
    appendCounts(hypothesis.characters.count, reference.characters.count, characterMatches, to: &row)
    appendCounts(hypothesis.words.count, reference.words.count, wordMatches, to: &row)
    return row
  }

  private func appendCounts(_ hypothesis: Int, _ reference: Int, _ matches: [Int], to row: inout [Double]) {
    for (index, match) in matches.enumerated() {
      let ofReference = max(0, reference - index)
      // Where the reference has no n-gram of this order, those of the hypothesis are not held against it.
      row.append(ofReference > 0 ? Double(max(0, hypothesis - index)) : 0)
      row.append(Double(ofReference))
      row.append(Double(match))
    }
  }
}
