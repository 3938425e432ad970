/// Gathers BLEU's statistics, segment after segment, in reused storage.
struct BLEUCounter {
  private let maxOrder: Int
  private var cutter: TokenCutter
  private var tokens = TokenTable()
  private var nGrams = NGramTable()
  /// The token numbers of the hypothesis, and those of each reference.
  private var hypothesis: [UInt32] = []
  private var references: [[UInt32]] = []
  private var matches: [Int] = []

  init(_ metric: BLEU) {
    maxOrder = metric.maxOrder
    cutter = TokenCutter(tokenization: metric.tokenization, lowercase: metric.lowercase)
  }

  mutating func appendRow(hypothesis text: String, references all: References, segment: Int, to rows: inout [Double]) {
    tokens.reset()
    hypothesis = numbers(of: text)
    references.removeAll(keepingCapacity: true)
    for list in all.lists {
      if let reference = list[segment] { references.append(numbers(of: reference)) }
    }
    let length = closestLength()
    countMatches()
    rows.append(Double(hypothesis.count))
    rows.append(Double(length))
    for match in matches { rows.append(Double(match)) }
    for order in 1...maxOrder { rows.append(Double(max(0, hypothesis.count - order + 1))) }
  }

  private mutating func numbers(of segment: String) -> [UInt32] {
    cutter.cut(segment)
    let text = cutter.text
    return cutter.tokens.map { tokens.number(of: $0, in: text.span) }
  }

  /// Of two references equally far from the hypothesis the shorter counts.
  private func closestLength() -> Int {
    var closest = references.first?.count ?? 0
    for reference in references.dropFirst() {
      let (distance, best) = (abs(hypothesis.count - reference.count), abs(hypothesis.count - closest))
      if distance < best || distance == best && reference.count < closest { closest = reference.count }
    }
    return closest
  }

  private mutating func countMatches() {
    nGrams.reset(nGramCount: references.reduce(0) { $0 + $1.count } * maxOrder)
    for reference in references { nGrams.add(reference, maxOrder: maxOrder) }
    matches.removeAll(keepingCapacity: true)
    for _ in 0..<maxOrder { matches.append(0) }
    nGrams.countMatches(hypothesis, maxOrder: maxOrder, into: &matches)
  }
}
