internal import SerfCharts

// MARK: - The first table
extension ExperimentReport {
  func figures(hasCharts: Bool) -> [ReportDocument.Block] {
    var blocks: [ReportDocument.Block] = [.table(resultsTable)]
    if hasCharts, results.rows.count <= 40, let chart = dotChart { blocks.append(.charts([chart])) }
    let failed = finals.flatMap { setup in setup.failed.map { (setup, $0) } }
    if !failed.isEmpty {
      blocks.append(.heading("Cells that failed"))
      blocks.append(
        .list(
          failed.prefix(20).map { "\($0.0.label), seed \($0.1.seed): \($0.1.reason ?? "no reason is known")" }
            + (failed.count > 20 ? ["and \(failed.count - 20) more"] : [])))
    }
    return blocks
  }

  var resultsTable: ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    let varied = variedNames.map { Column(title: $0, isNumber: false) }
    let hasBaseline = !study.baseline.isEmpty
    let compared: [Column] =
      hasBaseline
      ? [
        Column(title: "difference"), Column(title: "Hedges' g"), Column(title: "corrected p"),
        Column(title: "verdict", isNumber: false),
      ] : []
    let floor: [Column] = study.metricFloor.map { [Column(title: $0)] } ?? []
    let cost = [Column(title: "ms an update"), Column(title: "s of training")]
    let rows = results.rows.map { row in
      row.setup.varied.map(\.value)
        + [numbers.figure(row.mean, deviation: row.deviation), count(of: row)]
        + (hasBaseline ? comparedCells(of: row.setup) : [])
        + (study.metricFloor == nil ? [] : [numbers.figure(row.floor)])
        + [ReportNumbers.milliseconds(row.updateSeconds), ReportNumbers.seconds(row.trainingSeconds)]
    }
    let best = results.rows.indices.filter { results.rows[$0].mean != nil }
      .max { (results.rows[$0].mean ?? 0) < (results.rows[$1].mean ?? 0) }
    return ReportDocument.Table(
      caption:
        "\(study.metric) on \(study.part), mean ± standard deviation over seeds\(study.metricScale == 100 ? ", in per cent" : "")",
      columns: varied + [Column(title: study.metric), Column(title: "n")] + compared + floor + cost, rows: rows,
      strong: Set(best.map { [$0] } ?? []), isStacked: true)
  }

  private func count(of row: StudyResults.Row) -> String {
    row.failedCount > 0 ? "\(row.values.count) (\(row.failedCount) failed)" : "\(row.values.count)"
  }

  private func comparison(of setup: Study.Setup) -> StudyResults.Comparison? {
    results.comparisons.first { $0.setup.key == setup.key }
  }

  private func comparedCells(of setup: Study.Setup) -> [String] {
    guard let comparison = comparison(of: setup) else {
      return [results.references[setup.key] == nil ? "baseline" : "–", "–", "–", ""]
    }
    return [
      numbers.difference(comparison.mean), ReportNumbers.effect(comparison.hedgesG),
      results.isTested ? ReportNumbers.p(comparison.corrected) : "–", verdict(of: comparison),
    ]
  }

  private func verdict(of comparison: StudyResults.Comparison) -> String {
    switch comparison.verdict {
    case .difference: comparison.mean > 0 ? "better *" : "worse *"
    case .noEvidence: "no evidence"
    case .tooFewPairs: "too few pairs"
    case .interim: "interim: \(comparison.differences.count) of \(comparison.declaredPairs) pairs"
    case .untested: "not tested"
    }
  }

  private var dotChart: ReportDocument.Chart? {
    let rows = results.rows.compactMap { row -> DotChart.Row? in
      guard let mean = row.mean else { return nil }
      return DotChart.Row(
        name: row.setup.label, color: color(of: row.setup), values: row.values.map { $0.value * study.metricScale },
        mean: mean * study.metricScale,
        interval: row.interval.map { $0.lowerBound * study.metricScale...$0.upperBound * study.metricScale })
    }
    guard !rows.isEmpty else { return nil }
    let chart = DotChart(
      title: "\(study.metric) by configuration", xTitle: "\(study.metric) on \(study.part)", rows: rows, id: "dots")
    return ReportDocument.Chart(
      svg: chart.drawing.text,
      caption: "Small dots are seeds, the large one their mean, the bar its 95 % interval (Student's).")
  }

  func color(of setup: Study.Setup) -> String { stroke(of: setup).color }

  func stroke(of setup: Study.Setup) -> SVG.Stroke {
    let index = setup.varied.first.flatMap { pair in firstValues.firstIndex(of: pair.value) } ?? 0
    return ChartStyle.stroke(index, width: 2)
  }
}
