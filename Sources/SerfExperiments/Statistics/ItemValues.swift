internal import SerfMetrics

/// What each item of a part comes to over the seeds that a system and its baseline share.
struct ItemValues {
  /// What a value says of an item.
  enum Unit {
    /// The share of seeds that answer it right, 0…1.
    case rightShare
    /// The mean chrF of its translations over seeds, 0…100.
    case chrf
  }

  /// Number of the item set.
  let set: Int
  let unit: Unit
  let seedCount: Int
  let system: [Double]
  let baseline: [Double]
  /// BLEU's counts, summed over seeds; nil of answers.
  let bleuCounts: (system: SegmentStatistics, baseline: SegmentStatistics)?
  /// Translations of the first seed; nil of answers, and where they are not known.
  let translations: (system: [String], baseline: [String])?

  /// Nil where no seed of both has the same items.
  init?(_ setup: Study.Setup, _ other: Study.Setup, _ study: Study) {
    let others = Dictionary(other.finished.map { ($0.seed, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = setup.finished.compactMap { cell in others[cell.seed].map { (cell, $0) } }
    if let values = Self(answersOf: pairs, study) ?? Self(translationsOf: pairs, study) {
      self = values
    } else {
      return nil
    }
  }

  private typealias Pair<Value> = (system: Value, baseline: Value)

  /// What the pairs have of the items of one set. Where every seed has items of its own there is no mean over seeds: the
  /// first seed stands for all.
  private static func shared<Value>(
    _ pairs: [(Study.Cell, Study.Cell)], set: (Value) -> Int, _ value: (Study.Cell) -> Value?
  ) -> [Pair<Value>] {
    var found: [Pair<Value>] = []
    for (mine, theirs) in pairs {
      guard let mine = value(mine), let theirs = value(theirs), set(mine) == set(theirs),
        found.first.map({ set($0.system) == set(mine) }) ?? true
      else { continue }
      found.append((mine, theirs))
    }
    return found
  }

  private static func mean(_ rows: [[Double]]) -> [Double] {
    rows[0].indices.map { item in rows.reduce(0) { $0 + $1[item] } / Double(rows.count) }
  }
}

// MARK: - Answers
extension ItemValues {
  private init?(answersOf pairs: [(Study.Cell, Study.Cell)], _ study: Study) {
    let found = Self.shared(pairs, set: { (answers: Study.Answers) in answers.itemSet }) { cell in
      cell.answers.first { study.itemSets[$0.itemSet].part == study.part }
    }
    guard let set = found.first?.system.itemSet else { return nil }
    let gold = study.itemSets[set].gold
    let whole = found.filter { $0.system.predicted.count == gold.count && $0.baseline.predicted.count == gold.count }
    guard !whole.isEmpty, !gold.isEmpty else { return nil }
    func right(_ answers: Study.Answers) -> [Double] { zip(answers.predicted, gold).map { $0 == $1 ? 1 : 0 } }
    self.init(
      set: set, unit: .rightShare, seedCount: whole.count, system: Self.mean(whole.map { right($0.system) }),
      baseline: Self.mean(whole.map { right($0.baseline) }), bleuCounts: nil, translations: nil)
  }
}

// MARK: - Translations
extension ItemValues {
  private init?(translationsOf pairs: [(Study.Cell, Study.Cell)], _ study: Study) {
    let found = Self.shared(pairs, set: { (translations: Study.Translations) in translations.itemSet }) { cell in
      cell.translations?.first { study.itemSets[$0.itemSet].part == study.part }
    }
    guard let set = found.first?.system.itemSet else { return nil }
    let count = study.itemSets[set].gold.count
    func isWhole(_ translations: Study.Translations) -> Bool {
      translations.chrf.count == count && translations.bleu.count == count * SentenceScores.bleuColumns
    }
    let whole = found.filter { isWhole($0.system) && isWhole($0.baseline) }
    guard let first = whole.first, count > 0 else { return nil }
    func chrf(_ translations: Study.Translations) -> [Double] {
      translations.chrf.map { Double($0) / SentenceScores.chrfUnit }
    }
    func counts(_ rows: [[Int]]) -> SegmentStatistics {
      let sums = rows[0].indices.map { index in Double(rows.reduce(0) { $0 + $1[index] }) }
      return SegmentStatistics(values: sums, columnCount: SentenceScores.bleuColumns)
    }
    let texts: Pair<[String]>? =
      if let mine = first.system.texts, let theirs = first.baseline.texts, mine.count == count, theirs.count == count {
        (mine, theirs)
      } else { nil }
    self.init(
      set: set, unit: .chrf, seedCount: whole.count, system: Self.mean(whole.map { chrf($0.system) }),
      baseline: Self.mean(whole.map { chrf($0.baseline) }),
      bleuCounts: (counts(whole.map(\.system.bleu)), counts(whole.map(\.baseline.bleu))), translations: texts)
  }

  private init(
    set: Int, unit: Unit, seedCount: Int, system: [Double], baseline: [Double],
    bleuCounts: (system: SegmentStatistics, baseline: SegmentStatistics)?,
    translations: (system: [String], baseline: [String])?
  ) {
    (self.set, self.unit, self.seedCount) = (set, unit, seedCount)
    (self.system, self.baseline) = (system, baseline)
    (self.bleuCounts, self.translations) = (bleuCounts, translations)
  }
}
