/// TER: how many edits make a hypothesis its reference, for each word of the reference.
///
///     TER = 100 · edits / reference words
///
/// An edit inserts, deletes or replaces a word, or shifts a run of words. Of several references the one with the fewest
/// edits counts, over their mean length. The best set of shifts is hard to find; Tercom's greedy search, as sacreBLEU 2.6
/// has it, is followed step by step, so that figures are the same to the last digit. Lower is better, and it may be over
/// 100.
///
/// Source: Snover et al., "A Study of Translation Edit Rate with Targeted Human Annotation", AMTA 2006.
public struct TER: TextMetric {
  /// Whether punctuation is cut off words first.
  public let normalized: Bool
  /// Whether punctuation is taken out.
  public let noPunctuation: Bool
  /// Whether the two above also see Chinese characters and Asian punctuation.
  public let asianSupport: Bool
  /// Whether capitals differ from small letters.
  public let caseSensitive: Bool

  public var name: String { "TER" }
  public var statisticCount: Int { 2 }

  public init(
    normalized: Bool = false, noPunctuation: Bool = false, asianSupport: Bool = false, caseSensitive: Bool = false
  ) {
    self.normalized = normalized
    self.noPunctuation = noPunctuation
    self.asianSupport = asianSupport
    self.caseSensitive = caseSensitive
  }

  public var signatureFields: [SignatureField] {
    [
      SignatureField("case", caseSensitive ? "mixed" : "lc"), SignatureField("tok", "tercom"),
      SignatureField("norm", normalized), SignatureField("punct", !noPunctuation),
      SignatureField("asian", asianSupport),
    ]
  }
}

/// What ``TER`` says about a test set.
public struct TERScore: CorpusScore {
  /// TER in per cent of the reference words: 0 is perfect.
  public let value: Double
  /// Edits of all segments.
  public let editCount: Int
  /// Reference words of all segments; of several references the mean.
  public let referenceLength: Double
}

// MARK: - Scoring
extension TER {
  public func score<Number: BinaryFloatingPoint>(of sums: [Number]) -> TERScore {
    let (edits, length) = (sums[0], sums[1])
    // Against references without a word, any edit at all counts as one of one.
    let rate: Number = length > 0 ? edits / length : edits > 0 ? 1 : 0
    return TERScore(value: Double(100 * rate), editCount: Int(edits), referenceLength: Double(length))
  }
}

// MARK: - Gathering
extension TER {
  /// A row: the fewest edits, and the mean length of the references.
  public func statistics(of segments: Range<Int>, hypotheses: [String], references: References) -> [Double] {
    var rows: [Double] = []
    rows.reserveCapacity(segments.count * statisticCount)
    let tokenizer = TercomTokenizer(self)
    var numbers = TokenTable()
    var search = ShiftSearch()
    for segment in segments {
      let texts =
        [tokenizer.tokens(of: hypotheses[segment])]
        + references[segment].map { tokenizer.tokens(ofReference: $0) }
      numbers.reset()
      let words = texts.map { text in text.ranges.map { numbers.number(of: $0, in: text.bytes.span) } }
      var fewest = Int.max
      for reference in words.dropFirst() {
        fewest = min(fewest, search.editCount(from: words[0], to: reference))
      }
      rows.append(Double(fewest))
      rows.append(Double(words.dropFirst().reduce(0) { $0 + $1.count }) / Double(words.count - 1))
    }
    return rows
  }
}
