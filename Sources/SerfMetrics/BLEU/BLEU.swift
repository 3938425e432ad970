internal import Glibc

/// BLEU: how many n-grams of a translation its references have, with a penalty for brevity.
///
///     BLEU = 100 · BP · exp(Σ log pₙ / N),  n = 1 … N
///
/// pₙ is the share of the n-grams of order n that occur in a reference, each counted at most as often as in the reference
/// that has it most often; BP = exp(1 − r/h) when the h tokens of the hypotheses are fewer than the r of the closest
/// references, else 1. Figures are those of sacreBLEU 2.6, to the last digit.
///
/// Source: Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation", ACL 2002.
public struct BLEU: TextMetric {
  public let tokenization: BLEUTokenization
  /// Whether capitals count as small letters.
  public let lowercase: Bool
  public let smoothing: Smoothing
  /// N, 4 by custom.
  public let maxOrder: Int
  /// Whether orders that no hypothesis is long enough for are left out of the mean; for single sentences.
  public let effectiveOrder: Bool

  public var name: String { "BLEU" }
  public var statisticCount: Int { 2 + 2 * maxOrder }

  /// - Throws: ``MetricsError`` when `maxOrder` is outside 1 … 64 or the smoothing value is negative or not finite.
  public init(
    tokenization: BLEUTokenization = .mteval13a, lowercase: Bool = false, smoothing: Smoothing = .exponential,
    maxOrder: Int = 4, effectiveOrder: Bool = false
  ) throws(MetricsError) {
    try checkOrder(maxOrder, "the n-gram order", atLeast: 1)
    switch smoothing {
    case .floor(let value), .addK(let value):
      guard value.isFinite, value >= 0 else {
        throw .outside("the smoothing value", "\(value)", expected: "a finite number of 0 or more")
      }
    case .none, .exponential: break
    }
    self.tokenization = tokenization
    self.lowercase = lowercase
    self.smoothing = smoothing
    self.maxOrder = maxOrder
    self.effectiveOrder = effectiveOrder
  }

  /// BLEU with sacreBLEU's defaults: `case:mixed|eff:no|tok:13a|smooth:exp`, order 4.
  public init() {
    tokenization = .mteval13a
    lowercase = false
    smoothing = .exponential
    maxOrder = 4
    effectiveOrder = false
  }

  public var signatureFields: [SignatureField] {
    [
      SignatureField("case", lowercase ? "lc" : "mixed"), SignatureField("eff", effectiveOrder),
      SignatureField("tok", tokenization.rawValue), SignatureField("smooth", smoothing.signature),
    ]
  }
}

/// More than any use of n-grams, and few enough that working memory stays in proportion to the text.
func checkOrder(_ order: Int, _ name: String, atLeast smallest: Int) throws(MetricsError) {
  guard (smallest...64).contains(order) else {
    throw .outside(name, "\(order)", expected: "a number from \(smallest) to 64")
  }
}

// MARK: - Gathering
extension BLEU {
  /// A row: tokens of the hypothesis and of the closest reference, then matches of order 1 … N, then n-grams likewise.
  public func statistics(of segments: Range<Int>, hypotheses: [String], references: References) -> [Double] {
    var counter = BLEUCounter(self)
    var rows: [Double] = []
    rows.reserveCapacity(segments.count * statisticCount)
    for segment in segments {
      counter.appendRow(hypothesis: hypotheses[segment], references: references, segment: segment, to: &rows)
    }
    return rows
  }
}

// MARK: - Scoring
extension BLEU {
  public func score<Number: BinaryFloatingPoint>(of sums: [Number]) -> BLEUScore {
    let matches = Array(sums[2..<2 + maxOrder])
    let totals = Array(sums[(2 + maxOrder)...])
    let (hypothesisLength, referenceLength) = (Int(sums[0]), Int(sums[1]))
    let penalty = Self.brevityPenalty(hypothesisLength: hypothesisLength, referenceLength: referenceLength)
    var precisions = [Double](repeating: 0, count: maxOrder)
    var value = 0.0
    if matches.contains(where: { $0 != 0 }) {
      let order = fillPrecisions(&precisions, matches: matches, totals: totals)
      // The logarithm of zero is a very small number to sacreBLEU, not −∞.
      let sum = precisions.prefix(order).reduce(0.0) { $0 + ($1 == 0 ? -9_999_999_999 : log($1)) }
      value = penalty * exp(sum / Double(order))
    }
    return BLEUScore(
      value: value, precisions: precisions, matchCounts: matches.map { Int($0) }, nGramCounts: totals.map { Int($0) },
      brevityPenalty: penalty, hypothesisLength: hypothesisLength, referenceLength: referenceLength)
  }

  private static func brevityPenalty(hypothesisLength: Int, referenceLength: Int) -> Double {
    guard hypothesisLength < referenceLength else { return 1 }
    return hypothesisLength > 0 ? exp(1 - Double(referenceLength) / Double(hypothesisLength)) : 0
  }

  /// Per cent, smoothed. Returns how many orders the mean is over.
  private func fillPrecisions<Number: BinaryFloatingPoint>(
    _ precisions: inout [Double], matches: [Number], totals: [Number]
  ) -> Int {
    var order = maxOrder
    var zeroWeight: Number = 1
    for index in 0..<maxOrder {
      var (match, total) = (matches[index], totals[index])
      if case .addK(let value) = smoothing, index > 0 {
        match += Number(value)
        total += Number(value)
      }
      if total == 0 { break }
      if effectiveOrder { order = index + 1 }
      if match != 0 {
        precisions[index] = Double(100 * match / total)
      } else if case .exponential = smoothing {
        zeroWeight *= 2
        precisions[index] = Double(100 / (zeroWeight * total))
      } else if case .floor(let value) = smoothing {
        precisions[index] = Double(Number(100 * value) / total)
      }
    }
    return order
  }
}
