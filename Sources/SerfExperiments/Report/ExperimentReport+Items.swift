internal import SerfMetrics

// MARK: - Item by item
extension ExperimentReport {
  /// Resampling takes a second for some dozens of comparisons; a larger grid has no page for them anyway.
  private static let mostCompared = 12

  var items: [ReportDocument.Block] {
    guard !results.comparisons.isEmpty, study.metric == "accuracy" else { return [] }
    guard results.comparisons.count <= Self.mostCompared else {
      return [
        .paragraph(
          "There are \(results.comparisons.count) comparisons; items are shown for up to \(Self.mostCompared).")
      ]
    }
    let compared = results.comparisons.compactMap { comparison in
      ItemComparison(comparison.setup, baseline: comparison.baseline, study).map { (comparison, $0) }
    }
    guard let first = compared.first?.1 else { return [] }
    var blocks: [ReportDocument.Block] = [
      .paragraph(
        "How the same comparisons look over the \(first.itemCount) items of the \(study.part) part: an item counts as right "
          + "to the share of seeds that answer it right. These tests ask whether other items would say the same of "
          + "these very models; they describe, and the test across seeds decides."),
      .table(table(compared)),
    ]
    for (comparison, items) in compared where !items.byLength.isEmpty {
      blocks.append(.heading("\(comparison.setup.label) against \(comparison.baseline.label)"))
      blocks.append(.table(groups(items, comparison)))
      blocks += examples(items, comparison)
    }
    return blocks
  }

  private func table(_ compared: [(StudyResults.Comparison, ItemComparison)]) -> ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    return ReportDocument.Table(
      caption: "Tests over items, uncorrected",
      columns: [
        Column(title: "against the baseline", isNumber: false), Column(title: "right here alone"),
        Column(title: "right there alone"), Column(title: "McNemar p"), Column(title: "paired bootstrap p"),
        Column(title: "randomisation p"),
      ],
      rows: compared.map { comparison, items in
        [
          comparison.setup.label, "\(items.mcNemar.firstOnly)", "\(items.mcNemar.secondOnly)",
          ReportNumbers.p(items.mcNemar.pValue), ReportNumbers.p(items.bootstrapP),
          ReportNumbers.p(items.randomizationP),
        ]
      })
  }

  private func groups(_ items: ItemComparison, _ comparison: StudyResults.Comparison) -> ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    let groups = items.byLength.map { ("length", $0) } + items.byRarity.map { ("middle word", $0) }
    return ReportDocument.Table(
      caption: "\(study.metric) by kind of item",
      columns: [
        Column(title: "by", isNumber: false), Column(title: "items with", isNumber: false), Column(title: "items"),
        Column(title: comparison.baseline.label), Column(title: comparison.setup.label), Column(title: "difference"),
      ],
      rows: groups.map { kind, group in
        [
          kind, group.name, "\(group.count)", numbers.figure(group.baseline), numbers.figure(group.system),
          numbers.difference(group.system - group.baseline),
        ]
      })
  }

  private func examples(_ items: ItemComparison, _ comparison: StudyResults.Comparison) -> [ReportDocument.Block] {
    func list(_ examples: [ItemComparison.Example], _ words: String) -> [ReportDocument.Block] {
      guard !examples.isEmpty else { return [] }
      return [
        .paragraph(words),
        .list(
          examples.map {
            "“\($0.text)” (\($0.gold)): right in \(Int(($0.system * 100).rounded())) % of seeds here, "
              + "\(Int(($0.baseline * 100).rounded())) % there"
          }),
      ]
    }
    return list(items.won, "Where \(comparison.setup.label) does better:")
      + list(items.lost, "Where \(comparison.baseline.label) does better:")
  }
}
