/// chrF and chrF++: the F-score of character n-grams, and of word n-grams with them.
///
///     chrFβ = 100 · (1 + β²) · P · R / (β² · P + R)
///
/// P and R are precision and recall of n-grams, means over the orders that both sides have. Of several references the one
/// with the best score of the segment counts. Figures are those of sacreBLEU 2.6, to the last digit.
///
/// Source: Popović, "chrF: character n-gram F-score for automatic MT evaluation", WMT 2015; "chrF++: words helping
/// character n-grams", WMT 2017.
public struct ChrF: TextMetric {
  /// Longest character n-gram, 6 by custom.
  public let characterOrder: Int
  /// Longest word n-gram: 0 for chrF, 2 for chrF++.
  public let wordOrder: Int
  /// β: how many times recall weighs as much as precision.
  public let beta: Int
  /// Whether capitals count as small letters.
  public let lowercase: Bool
  /// Whether blanks are characters like others.
  public let whitespace: Bool
  /// Whether all orders count, those that a side lacks with a very small number, as chrF++.py, NLTK and Moses have it.
  public let epsilonSmoothing: Bool

  public var name: String { "chrF\(beta)" + String(repeating: "+", count: wordOrder) }
  public var statisticCount: Int { 3 * (characterOrder + wordOrder) }

  /// - Throws: ``MetricsError`` when an order is outside 0 … 64, both are 0, or β is outside 0 … 1000.
  public init(
    characterOrder: Int = 6, wordOrder: Int = 0, beta: Int = 2, lowercase: Bool = false, whitespace: Bool = false,
    epsilonSmoothing: Bool = false
  ) throws(MetricsError) {
    try checkOrder(wordOrder, "the word order", atLeast: 0)
    try checkOrder(characterOrder, "the character order", atLeast: wordOrder == 0 ? 1 : 0)
    guard (0...1000).contains(beta) else { throw .outside("beta", "\(beta)", expected: "a number from 0 to 1000") }
    self.characterOrder = characterOrder
    self.wordOrder = wordOrder
    self.beta = beta
    self.lowercase = lowercase
    self.whitespace = whitespace
    self.epsilonSmoothing = epsilonSmoothing
  }

  /// chrF2 with sacreBLEU's defaults: `case:mixed|eff:yes|nc:6|nw:0|space:no`.
  public init() {
    characterOrder = 6
    wordOrder = 0
    beta = 2
    lowercase = false
    whitespace = false
    epsilonSmoothing = false
  }

  public var signatureFields: [SignatureField] {
    [
      SignatureField("case", lowercase ? "lc" : "mixed"), SignatureField("eff", !epsilonSmoothing),
      SignatureField("nc", String(characterOrder)), SignatureField("nw", String(wordOrder)),
      SignatureField("space", whitespace),
    ]
  }
}

/// What ``ChrF`` says about a test set.
public struct ChrFScore: CorpusScore {
  /// chrF, 0…100.
  public let value: Double
}

// MARK: - Gathering
extension ChrF {
  /// A row: for each order, characters first, the n-grams of the hypothesis, of the reference, and of both.
  public func statistics(of segments: Range<Int>, hypotheses: [String], references: References) -> [Double] {
    var counter = ChrFCounter(self)
    var rows: [Double] = []
    rows.reserveCapacity(segments.count * statisticCount)
    for segment in segments {
      counter.appendRow(hypothesis: hypotheses[segment], references: references, segment: segment, to: &rows)
    }
    return rows
  }
}

// MARK: - Scoring
extension ChrF {
  public func score<Number: BinaryFloatingPoint>(of sums: [Number]) -> ChrFScore {
    ChrFScore(value: epsilonSmoothing ? smoothedScore(of: sums) : effectiveScore(of: sums))
  }

  /// Precision and recall are means over the orders that both sides have.
  private func effectiveScore<Number: BinaryFloatingPoint>(of sums: [Number]) -> Double {
    let factor = Number(beta * beta)
    var (precision, recall, orders) = (Number(0), Number(0), Number(0))
    for first in stride(from: 0, to: statisticCount, by: 3) where sums[first] > 0 && sums[first + 1] > 0 {
      precision += sums[first + 2] / sums[first]
      recall += sums[first + 2] / sums[first + 1]
      orders += 1
    }
    guard orders > 0, precision + recall != 0 else { return 0 }
    precision /= orders
    recall /= orders
    return Double(100 * ((1 + factor) * precision * recall / (factor * precision + recall)))
  }

  /// The mean of the scores of the orders.
  private func smoothedScore<Number: BinaryFloatingPoint>(of sums: [Number]) -> Double {
    let epsilon: Number = 1e-16
    let factor = Number(beta * beta)
    var score = Number(0)
    for first in stride(from: 0, to: statisticCount, by: 3) {
      let precision = sums[first] > 0 ? sums[first + 2] / sums[first] : epsilon
      let recall = sums[first + 1] > 0 ? sums[first + 2] / sums[first + 1] : epsilon
      let denominator = factor * precision + recall
      score += denominator > 0 ? (1 + factor) * precision * recall / denominator : epsilon
    }
    return Double(100 * score / Number(characterOrder + wordOrder))
  }
}
