public import SerfMetrics

/// Where one system beats the other, item by item: it describes, and decides nothing.
///
/// An item counts as right to the share of seeds whose model answers it right.
public struct ItemComparison: Sendable {
  public let itemCount: Int
  public let seedCount: Int
  /// Of McNemar's test over the answers that most seeds give.
  public let mcNemar: McNemarTest
  /// Of the paired bootstrap and of approximate randomisation over items, these seeds given.
  public let bootstrapP: Double
  public let randomizationP: Double
  /// Right shares of both by a property of the items.
  public let byLength: [Group]
  public let byRarity: [Group]
  /// Items that most seeds of one get right, and of the other wrong, most one-sided first.
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
    public let gold: String
    /// Shares of seeds that are right.
    public let baseline: Double
    public let system: Double
  }

  /// Nil where no seed of both answers the same items.
  public init?(_ setup: Study.Setup, baseline: Study.Setup, _ study: Study) {
    guard let shares = RightShares(setup, baseline, study) else { return nil }
    let set = study.itemSets[shares.set]
    itemCount = shares.system.count
    seedCount = shares.seedCount
    let pairs = zip(shares.system, shares.baseline)
    mcNemar = McNemarTest(
      firstOnly: pairs.count { $0 > 0.5 && $1 <= 0.5 }, secondOnly: pairs.count { $0 <= 0.5 && $1 > 0.5 })
    (bootstrapP, randomizationP) = Self.resampled(shares)
    if let texts = set.texts {
      let words = texts.map { $0.split(separator: " ") }
      byLength = Self.groups(shares, by: words.map { Double($0.count) }) { low, high in
        low == high ? "\(Int(low)) words" : "\(Int(low)) to \(Int(high)) words"
      }
      byRarity = Self.rarityGroups(shares, words)
      won = Self.examples(shares, set, texts, sign: 1)
      lost = Self.examples(shares, set, texts, sign: -1)
    } else {
      (byLength, byRarity, won, lost) = ([], [], [], [])
    }
  }

  private static func resampled(_ shares: RightShares) -> (bootstrap: Double, randomization: Double) {
    func statistics(_ values: [Double]) -> SegmentStatistics {
      SegmentStatistics(values: values.flatMap { [$0, 1] }, columnCount: 2)
    }
    let (system, baseline) = (statistics(shares.system), statistics(shares.baseline))
    let count = Double(shares.system.count)
    let difference = (shares.system.reduce(0, +) - shares.baseline.reduce(0, +)) / count
    let bootstrap = Bootstrap()
    let p = Bootstrap.pValue(
      difference: difference, system: bootstrap.scores(of: Accuracy(), system),
      baseline: bootstrap.scores(of: Accuracy(), baseline))
    let randomization = try? ApproximateRandomization().pValue(of: Accuracy(), baseline: baseline, system: system)
    return (p, randomization ?? 1)
  }
}

// MARK: - Shares of seeds
/// For each item of the set that both answer, the share of common seeds that are right.
private struct RightShares {
  let set: Int
  var system: [Double]
  var baseline: [Double]
  var seedCount = 0

  init?(_ setup: Study.Setup, _ other: Study.Setup, _ study: Study) {
    func answers(_ cell: Study.Cell) -> Study.Answers? {
      cell.answers.first { study.itemSets[$0.itemSet].part == study.part }
    }
    let others = Dictionary(other.finished.map { ($0.seed, $0) }, uniquingKeysWith: { first, _ in first })
    var pairs: [(Study.Answers, Study.Answers)] = []
    for cell in setup.finished {
      guard let pair = others[cell.seed], let mine = answers(cell), let theirs = answers(pair),
        mine.itemSet == theirs.itemSet
      else { continue }
      pairs.append((mine, theirs))
    }
    // Where every seed has items of its own there is no share over seeds: the first seed stands for all.
    guard let set = pairs.first?.0.itemSet else { return nil }
    self.set = set
    let gold = study.itemSets[set].gold
    system = [Double](repeating: 0, count: gold.count)
    baseline = system
    for (mine, theirs) in pairs
    where mine.itemSet == set && mine.predicted.count == gold.count && theirs.predicted.count == gold.count {
      seedCount += 1
      for item in gold.indices {
        if mine.predicted[item] == gold[item] { system[item] += 1 }
        if theirs.predicted[item] == gold[item] { baseline[item] += 1 }
      }
    }
    guard seedCount > 0, !gold.isEmpty else { return nil }
    for item in gold.indices {
      system[item] /= Double(seedCount)
      baseline[item] /= Double(seedCount)
    }
  }
}

// MARK: - Groups and examples
extension ItemComparison {
  /// Quarters of the items by a number, items of one number together.
  private static func groups(
    _ shares: RightShares, by numbers: [Double], name: (Double, Double) -> String
  ) -> [Group] {
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    var (groups, start): ([Group], Int) = ([], 0)
    for quarter in 1...4 {
      var end = order.count * quarter / 4
      while end > start, end < order.count, numbers[order[end]] == numbers[order[end - 1]] { end += 1 }
      guard end > start else { continue }
      let items = order[start..<end]
      func mean(_ values: [Double]) -> Double { items.reduce(0) { $0 + values[$1] } / Double(items.count) }
      groups.append(
        Group(
          name: name(numbers[order[start]], numbers[order[end - 1]]), count: items.count,
          baseline: mean(shares.baseline), system: mean(shares.system)))
      start = end
    }
    return groups
  }

  /// By the word of middle frequency in an item: how often it occurs in all of them.
  private static func rarityGroups(_ shares: RightShares, _ words: [[Substring]]) -> [Group] {
    var counts: [String: Int] = [:]
    for word in words.joined() { counts[word.lowercased(), default: 0] += 1 }
    let middle = words.map { item in
      Double(item.map { counts[$0.lowercased()] ?? 0 }.sorted().dropFirst(item.count / 2).first ?? 0)
    }
    return groups(shares, by: middle) { low, high in
      low == high ? "seen \(Int(low)) times" : "seen \(Int(low)) to \(Int(high)) times"
    }
  }

  private static func examples(_ shares: RightShares, _ set: Study.ItemSet, _ texts: [String], sign: Double)
    -> [Example]
  {
    let items = texts.indices.filter { sign * (shares.system[$0] - shares.baseline[$0]) > 0 }
    let sorted = items.sorted { first, second in
      let (one, other) = (
        sign * (shares.system[first] - shares.baseline[first]), sign * (shares.system[second] - shares.baseline[second])
      )
      return (other, first) < (one, second)
    }
    return sorted.prefix(5).map { item in
      Example(
        text: String(texts[item].prefix(300)),
        gold: set.labels.indices.contains(set.gold[item]) ? set.labels[set.gold[item]] : "",
        baseline: shares.baseline[item], system: shares.system[item])
    }
  }
}
