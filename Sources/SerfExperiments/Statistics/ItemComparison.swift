public import SerfMetrics

/// Where one system beats the other, item by item: it describes, and decides nothing.
///
/// An item that is answered counts as right to the share of seeds whose model answers it right; a sentence that is
/// translated counts by the mean of its chrF over seeds.
public struct ItemComparison: Sendable {
  public let itemCount: Int
  public let seedCount: Int
  /// Whether items are translations, and values chrF.
  public let isOfTranslations: Bool
  /// Of answers McNemar's test over what most seeds say. Of translations the sign test over the sentences that either
  /// translates better, which is the same arithmetic.
  public let mcNemar: McNemarTest
  /// Of the centred paired bootstrap and of approximate randomisation, ties counted, over items, these seeds given. Of BLEU
  /// they resample its counts, summed over seeds; of other figures the mean over items. Two systems with the same answers
  /// get 1 of both, where sacreBLEU's forms, which `score` has, would call them different.
  public let bootstrapP: Double
  public let randomizationP: Double
  /// Means of both by a property of the items.
  public let byLength: [Group]
  public let byRarity: [Group]
  /// Items that one is better at than the other, most one-sided first.
  public let won: [Example]
  public let lost: [Example]

  /// Items alike in something.
  public struct Group: Hashable, Sendable {
    public let name: String
    public let count: Int
    public let baseline: Double
    public let system: Double
  }

  public struct Example: Hashable, Sendable {
    public let text: String
    /// The right label, or the reference.
    public let gold: String
    /// Shares of seeds that are right, or mean chrF.
    public let baseline: Double
    public let system: Double
    /// What a seed's models make of it; nil of answers.
    public var translations: Translations?

    public struct Translations: Hashable, Sendable {
      public let baseline: String
      public let system: String
    }
  }

  /// Nil where no seed of both has the same items.
  public init?(_ setup: Study.Setup, baseline: Study.Setup, _ study: Study) {
    guard let values = ItemValues(setup, baseline, study) else { return nil }
    let set = study.itemSets[values.set]
    itemCount = values.system.count
    seedCount = values.seedCount
    isOfTranslations = values.unit == .chrf
    mcNemar = Self.signs(values)
    (bootstrapP, randomizationP) = Self.resampled(values, metric: study.metric)
    if let texts = set.texts {
      let words = texts.map { $0.split(separator: " ") }
      byLength = Self.groups(values, by: words.map { Double($0.count) }) { low, high in
        low == high ? "\(Int(low)) words" : "\(Int(low)) to \(Int(high)) words"
      }
      byRarity = Self.rarityGroups(values, words)
      won = Self.examples(values, set, texts, sign: 1)
      lost = Self.examples(values, set, texts, sign: -1)
    } else {
      (byLength, byRarity, won, lost) = ([], [], [], [])
    }
  }

  private static func signs(_ values: ItemValues) -> McNemarTest {
    let pairs = zip(values.system, values.baseline)
    return switch values.unit {
    case .rightShare:
      McNemarTest(
        firstOnly: pairs.count { $0 > 0.5 && $1 <= 0.5 }, secondOnly: pairs.count { $0 <= 0.5 && $1 > 0.5 })
    case .chrf: McNemarTest(firstOnly: pairs.count { $0 > $1 }, secondOnly: pairs.count { $0 < $1 })
    }
  }
}

// MARK: - Resampling
extension ItemComparison {
  private static func resampled(
    _ values: ItemValues, metric: String
  ) -> (bootstrap: Double, randomization: Double) {
    if metric == "bleu", let counts = values.bleuCounts {
      return resampled(BLEU(), system: counts.system, baseline: counts.baseline)
    }
    func statistics(_ values: [Double]) -> SegmentStatistics {
      SegmentStatistics(values: values.flatMap { [$0, 1] }, columnCount: 2)
    }
    return resampled(Accuracy(), system: statistics(values.system), baseline: statistics(values.baseline))
  }

  private static func resampled<Metric: CorpusMetric>(
    _ metric: Metric, system: SegmentStatistics, baseline: SegmentStatistics
  ) -> (bootstrap: Double, randomization: Double) {
    let difference = metric.score(of: system.sums).value - metric.score(of: baseline.sums).value
    let bootstrap = Bootstrap()
    let p = Bootstrap.centredPValue(
      difference: difference, system: bootstrap.scores(of: metric, system),
      baseline: bootstrap.scores(of: metric, baseline))
    do throws(MetricsError) {
      let randomization = try ApproximateRandomization().pValue(
        of: metric, baseline: baseline, system: system, ties: .counted)
      return (p, randomization)
    } catch { preconditionFailure("two systems with different numbers of items: \(error)") }
  }
}

// MARK: - Groups and examples
extension ItemComparison {
  /// Quarters of the items by a number, items of one number together.
  private static func groups(
    _ values: ItemValues, by numbers: [Double], name: (Double, Double) -> String
  ) -> [Group] {
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    var (groups, start): ([Group], Int) = ([], 0)
    for quarter in 1...4 {
      var end = order.count * quarter / 4
      while end > start, end < order.count, numbers[order[end]] == numbers[order[end - 1]] { end += 1 }
      guard end > start else { continue }
      let items = order[start..<end]
      func mean(_ all: [Double]) -> Double { items.reduce(0) { $0 + all[$1] } / Double(items.count) }
      groups.append(
        Group(
          name: name(numbers[order[start]], numbers[order[end - 1]]), count: items.count,
          baseline: mean(values.baseline), system: mean(values.system)))
      start = end
    }
    return groups
  }

  /// By the word of middle frequency in an item: how often it occurs in all of them.
  private static func rarityGroups(_ values: ItemValues, _ words: [[Substring]]) -> [Group] {
    var counts: [String: Int] = [:]
    for word in words.joined() { counts[word.lowercased(), default: 0] += 1 }
    let middle = words.map { item in
      Double(item.map { counts[$0.lowercased()] ?? 0 }.sorted().dropFirst(item.count / 2).first ?? 0)
    }
    return groups(values, by: middle) { low, high in
      low == high ? "seen \(Int(low)) times" : "seen \(Int(low)) to \(Int(high)) times"
    }
  }

  private static func examples(_ values: ItemValues, _ set: Study.ItemSet, _ texts: [String], sign: Double)
    -> [Example]
  {
    let items = texts.indices.filter { sign * (values.system[$0] - values.baseline[$0]) > 0 }
    let sorted = items.sorted { first, second in
      let (one, other) = (
        sign * (values.system[first] - values.baseline[first]), sign * (values.system[second] - values.baseline[second])
      )
      return (other, first) < (one, second)
    }
    return sorted.prefix(5).map { item in
      Example(
        text: shortened(texts[item]), gold: gold(of: item, set), baseline: values.baseline[item],
        system: values.system[item],
        translations: values.translations.map {
          Example.Translations(baseline: shortened($0.baseline[item]), system: shortened($0.system[item]))
        })
    }
  }

  private static func shortened(_ text: String) -> String { String(text.prefix(300)) }

  private static func gold(of item: Int, _ set: Study.ItemSet) -> String {
    if let references = set.references { return shortened(references[item]) }
    return set.labels.indices.contains(set.gold[item]) ? set.labels[set.gold[item]] : ""
  }
}
