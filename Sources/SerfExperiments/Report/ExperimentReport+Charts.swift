internal import SerfActivations
internal import SerfCharts

// MARK: - Ablations
extension ExperimentReport {
  private static let mostPanels = 9

  /// For every further axis, the figure along it: a curve a value of the first axis, the other axes averaged over.
  var ablation: [ReportDocument.Block] {
    let names = variedNames.dropFirst()
    let charts = names.compactMap(ablationChart)
    return charts.isEmpty ? [] : [.charts(charts)]
  }

  private func ablationChart(along name: String) -> ReportDocument.Chart? {
    var values: [String] = []
    for setup in finals { if let value = setup[name], !values.contains(value) { values.append(value) } }
    guard values.count > 1 else { return nil }
    let series = firstValues.enumerated().map { index, first in
      let points = values.enumerated().compactMap { place, value -> LineChart.Point? in
        let rows = results.rows.filter { $0.setup.varied.first?.value == first && $0.setup[name] == value }
        let numbers = rows.flatMap { $0.values.map { $0.value * study.metricScale } }
        guard let mean = SeedStatistics.mean(numbers) else { return nil }
        let spread = SeedStatistics.deviation(numbers) ?? 0
        // A little apart, so that whiskers do not hide one another.
        let shift = (Double(index) - Double(firstValues.count - 1) / 2) * 0.07
        return LineChart.Point(x: Double(place) + shift, y: mean, lower: mean - spread, upper: mean + spread)
      }
      return LineChart.Series(
        name: first, stroke: ChartStyle.stroke(index, width: 2), points: points, hasMarks: true)
    }
    var chart = LineChart(
      title: "\(study.metric) along \(name)", xTitle: name, yTitle: study.metric, series: series, id: "along-\(name)")
    chart.names = values
    chart.spread = .whiskers
    return ReportDocument.Chart(
      svg: chart.drawing.text, caption: "Mean over seeds; whiskers are one standard deviation each way.")
  }
}

// MARK: - Learning curves
extension ExperimentReport {
  /// A panel a combination of the further axes, a curve a value of the first.
  var curves: [ReportDocument.Block] {
    var panels: [(label: String, setups: [Study.Setup])] = []
    for setup in finals where setup.finished.contains(where: { !$0.curve.isEmpty }) {
      let label = setup.varied.dropFirst().map { "\($0.name) \($0.value)" }.joined(separator: ", ")
      if let index = panels.firstIndex(where: { $0.label == label }) {
        panels[index].setups.append(setup)
      } else {
        panels.append((label, [setup]))
      }
    }
    guard !panels.isEmpty else { return [] }
    let shown = panels.prefix(Self.mostPanels).enumerated()
    let scores = shown.map { index, panel in
      chart(panel.setups, title: "Dev score" + (panel.label.isEmpty ? "" : ", \(panel.label)"), id: "score-\(index)") {
        $0.devScore
      }
    }
    let losses = shown.map { index, panel in
      chart(panel.setups, title: "Training loss" + (panel.label.isEmpty ? "" : ", \(panel.label)"), id: "loss-\(index)")
      { $0.trainingLoss }
    }
    var blocks: [ReportDocument.Block] = [.charts(zip(scores, losses).flatMap { [$0, $1] })]
    if panels.count > Self.mostPanels {
      blocks.append(.paragraph("The first \(Self.mostPanels) of \(panels.count) combinations are drawn."))
    }
    return blocks
  }

  private func chart(
    _ setups: [Study.Setup], title: String, id: String, _ value: (Study.Point) -> Double?
  ) -> ReportDocument.Chart {
    let series = setups.map { setup in
      let curves = setup.finished.map(\.curve)
      let epochs = curves.map(\.count).max() ?? 0
      let points = (0..<epochs).compactMap { index -> LineChart.Point? in
        let values = curves.compactMap { $0.indices.contains(index) ? value($0[index]) : nil }
        guard let mean = SeedStatistics.mean(values) else { return nil }
        let spread = SeedStatistics.deviation(values) ?? 0
        return LineChart.Point(x: Double(index + 1), y: mean, lower: mean - spread, upper: mean + spread)
      }
      return LineChart.Series(
        name: setup.varied.first?.value ?? "all", stroke: stroke(of: setup), points: points, hasMarks: points.count < 12
      )
    }
    let chart = LineChart(title: title, xTitle: "epoch", yTitle: "", series: series, id: id)
    return ReportDocument.Chart(
      svg: chart.drawing.text,
      caption: "Mean over the seeds that reached the epoch; the band is one standard deviation.")
  }
}

// MARK: - Functions
extension ExperimentReport {
  private static let span = -5.0...5.0

  /// Value and slope of the activations that vary, and what links Swish to Serf.
  var functions: [ReportDocument.Block] {
    var names: [String] = []
    for setup in finals { if let name = setup["activation"], !names.contains(name) { names.append(name) } }
    let activations = names.compactMap { try? Activations.named($0) }
    guard !activations.isEmpty else { return [] }
    let curves = activations.map { ActivationCurve($0, x: Self.span, count: 401) }
    func chart(_ title: String, _ pieces: [[ActivationCurve.Piece]], id: String) -> ReportDocument.Chart {
      let series = zip(activations, pieces).enumerated().map { index, pair in
        LineChart.Series(
          name: pair.0.name, stroke: ChartStyle.stroke(index, width: 2),
          points: Array(
            pair.1.map { $0.map { LineChart.Point(x: $0.x, y: $0.y) } }
              .joined(separator: [LineChart.Point(x: 0, y: .nan)])))
      }
      var chart = LineChart(title: title, xTitle: "x", yTitle: "", series: series, id: id)
      chart.heights = ActivationCurve.height(of: pieces)
      return ReportDocument.Chart(svg: chart.drawing.text, caption: "")
    }
    var blocks: [ReportDocument.Block] = [
      .charts([
        chart("Value f(x)", curves.map(\.values), id: "values"),
        chart("Slope f′(x)", curves.map(\.slopes), id: "slopes"),
      ])
    ]
    if names.contains("serf") { blocks += PreconditionerView.blocks }
    return blocks
  }
}
