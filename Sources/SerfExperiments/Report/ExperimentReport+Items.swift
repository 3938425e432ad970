internal import SerfMetrics

// MARK: - Item by item
extension ExperimentReport {
  /// Resampling takes a second for some dozens of comparisons; a larger grid has no page for them anyway.
  private static let mostCompared = 12

  private typealias Compared = (comparison: StudyResults.Comparison, items: ItemComparison)

  var items: [ReportDocument.Block] {
    guard !results.comparisons.isEmpty, ["accuracy", "bleu", "chrf"].contains(study.metric) else { return [] }
    guard results.comparisons.count <= Self.mostCompared else {
      return [
        .paragraph(
          "There are \(results.comparisons.count) comparisons; items are shown for up to \(Self.mostCompared).")
      ]
    }
    let compared: [Compared] = results.comparisons.compactMap { comparison in
      ItemComparison(comparison.setup, baseline: comparison.baseline, study).map { (comparison, $0) }
    }
    guard let first = compared.first?.items else { return [] }
    var blocks: [ReportDocument.Block] = [.paragraph(introduction(first)), .table(table(compared))]
    for (comparison, items) in compared where !items.byLength.isEmpty {
      blocks.append(.heading("\(comparison.setup.label) against \(comparison.baseline.label)"))
      blocks.append(.table(groups(items, comparison)))
      blocks += examples(items, comparison)
    }
    return blocks
  }

  private func introduction(_ items: ItemComparison) -> String {
    let counts =
      items.isOfTranslations
      ? "\(items.itemCount) sentences of the \(study.part) part: a sentence counts by its chrF, 0 to 100, the mean over "
        + "seeds; \(resampling) "
      : "\(items.itemCount) items of the \(study.part) part: an item counts as right to the share of seeds that answer it "
        + "right. "
    return "How the same comparisons look over the \(counts)These tests ask whether other "
      + "\(items.isOfTranslations ? "sentences" : "items") would say the same of these very models; they describe, and the "
      + "test across seeds decides."
  }

  /// What the two tests draw from, of translations.
  private var resampling: String {
    study.metric == "bleu"
      ? "bootstrap and randomisation take BLEU itself, of all seeds' translations of the sentences drawn."
      : "bootstrap and randomisation take the mean over the sentences drawn."
  }

  private func table(_ compared: [Compared]) -> ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    let signs =
      compared.first?.items.isOfTranslations == true
      ? ["better here", "better there", "sign test p"] : ["right here alone", "right there alone", "McNemar p"]
    return ReportDocument.Table(
      caption: "Tests over items, uncorrected",
      columns: [Column(title: "against the baseline", isNumber: false)]
        + (signs + ["paired bootstrap p", "randomisation p"]).map { Column(title: $0) },
      rows: compared.map { comparison, items in
        [
          comparison.setup.label, "\(items.mcNemar.firstOnly)", "\(items.mcNemar.secondOnly)",
          ReportNumbers.p(items.mcNemar.pValue), ReportNumbers.p(items.bootstrapP),
          ReportNumbers.p(items.randomizationP),
        ]
      }, isStacked: true)
  }

  private func groups(_ items: ItemComparison, _ comparison: StudyResults.Comparison) -> ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    let groups = items.byLength.map { ("length", $0) } + items.byRarity.map { ("middle word", $0) }
    let value = items.isOfTranslations ? "chrF of a sentence" : study.metric
    return ReportDocument.Table(
      caption: "\(value) by kind of item",
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
}

// MARK: - Examples
extension ExperimentReport {
  private func examples(_ items: ItemComparison, _ comparison: StudyResults.Comparison) -> [ReportDocument.Block] {
    func list(_ examples: [ItemComparison.Example], _ words: String) -> [ReportDocument.Block] {
      examples.isEmpty ? [] : [.paragraph(words), .list(examples.map { sentence($0, comparison) })]
    }
    return list(items.won, "Where \(comparison.setup.label) does better:")
      + list(items.lost, "Where \(comparison.baseline.label) does better:")
  }

  private func sentence(_ example: ItemComparison.Example, _ comparison: StudyResults.Comparison) -> String {
    let item = "“\(example.text)” (\(example.gold)): "
    guard study.metric != "accuracy" else {
      return item + "right in \(Int((example.system * 100).rounded())) % of seeds here, "
        + "\(Int((example.baseline * 100).rounded())) % there"
    }
    let scores =
      "chrF \(ReportNumbers.short(example.system)) here, \(ReportNumbers.short(example.baseline)) there, over seeds"
    guard let texts = example.translations else { return item + scores }
    return item + scores + "; with the first seed \(comparison.setup.label) has “\(texts.system)”, "
      + "\(comparison.baseline.label) “\(texts.baseline)”"
  }
}
