internal import SerfCharts

// MARK: - Inside the networks
extension ExperimentReport {
  /// What the gradients and the activations did, where cells were diagnosed.
  func diagnoses(hasCharts: Bool) -> [ReportDocument.Block] {
    let setups = finals.filter { $0.finished.contains { !$0.diagnoses.isEmpty } }
    guard !setups.isEmpty else { return [] }
    var blocks: [ReportDocument.Block] = [
      .paragraph(
        "Means over seeds, after the last epoch of each run. Unsteadiness is the mean change of the gradient's norm from one "
          + "update to the next, over its mean. A unit is dead when its slope is below 0.01 in magnitude for every token of "
          + "256 dev examples, and a value is saturated when its own slope is."),
      .table(table(setups)),
    ]
    if hasCharts {
      blocks.append(
        .charts([
          chart(setups, "Unsteadiness of the gradient's norm", id: "unsteadiness") { $0.unsteadiness },
          chart(setups, "Dead units, all layers", id: "dead") { diagnosis in
            SeedStatistics.mean(diagnosis.layers.map { $0.dead * 100 })
          },
        ]))
    }
    return blocks
  }

  private func table(_ setups: [Study.Setup]) -> ReportDocument.Table {
    typealias Column = ReportDocument.Table.Column
    var rows: [[String]] = []
    for setup in setups {
      let last = setup.finished.compactMap(\.diagnoses.last)
      let layers = last.first?.layers.map(\.layer) ?? []
      for (index, layer) in layers.enumerated() {
        let own = last.compactMap { diagnosis in diagnosis.layers.first { $0.layer == layer } }
        func mean(_ value: (Study.Diagnosis.Layer) -> Double) -> Double { SeedStatistics.mean(own.map(value)) ?? 0 }
        rows.append([
          index == 0 ? setup.label : "", index == 0 ? short(last.map(\.gradientNorm)) : "",
          index == 0 ? short(last.map(\.unsteadiness)) : "", layer,
          DecimalText.fixed(mean(\.dead) * 100, decimals: 1), DecimalText.fixed(mean(\.saturated) * 100, decimals: 1),
          DecimalText.fixed(mean(\.mean), decimals: 3), DecimalText.fixed(mean(\.variance), decimals: 3),
        ])
      }
    }
    return ReportDocument.Table(
      caption: "Gradients and activations; dead and saturated in per cent",
      columns: [
        Column(title: variedNames.joined(separator: ", "), isNumber: false), Column(title: "gradient norm"),
        Column(title: "unsteadiness"), Column(title: "layer", isNumber: false), Column(title: "dead"),
        Column(title: "saturated"), Column(title: "mean"), Column(title: "variance"),
      ], rows: rows)
  }

  private func short(_ values: [Double]) -> String {
    SeedStatistics.mean(values).map { DecimalText.fixed($0, decimals: 3) } ?? "–"
  }

  private func chart(
    _ setups: [Study.Setup], _ title: String, id: String, _ value: (Study.Diagnosis) -> Double?
  ) -> ReportDocument.Chart {
    let series = setups.enumerated().map { index, setup in
      let runs = setup.finished.map(\.diagnoses)
      let points = (0..<(runs.map(\.count).max() ?? 0)).compactMap { epoch -> LineChart.Point? in
        let values = runs.compactMap { $0.indices.contains(epoch) ? value($0[epoch]) : nil }
        guard let mean = SeedStatistics.mean(values) else { return nil }
        let spread = SeedStatistics.deviation(values) ?? 0
        return LineChart.Point(x: Double(epoch + 1), y: mean, lower: mean - spread, upper: mean + spread)
      }
      return LineChart.Series(
        name: setup.label, stroke: ChartStyle.stroke(index, width: 2), points: points, hasMarks: points.count < 12)
    }
    let chart = LineChart(title: title, xTitle: "epoch", yTitle: "", series: series, id: id)
    return ReportDocument.Chart(
      svg: chart.drawing.text, caption: "Mean over seeds; the band is one standard deviation.")
  }
}
