internal import SerfActivations
internal import SerfCharts

// MARK: - Along an axis
extension ExperimentReport {
  private static let mostPanels = 9

  /// For every further axis, the figure along it.
  var ablation: [ReportDocument.Block] {
    let figures = Dictionary(
      results.rows.map { ($0.setup.key, $0.values.map { $0.value * study.metricScale }) },
      uniquingKeysWith: { first, _ in first })
    let charts = variedNames.dropFirst().compactMap { name in
      chart("\(study.metric) along \(name)", along: name, yTitle: study.metric, id: "along-\(name)") {
        figures[$0.key] ?? []
      }
    }
    return charts.isEmpty ? [] : [.charts(charts)]
  }

  /// A curve a value of the first axis along a further one, the other axes averaged over.
  /// - Parameter values: of a configuration, one a cell.
  func chart(
    _ title: String, along name: String, yTitle: String, id: String, _ values: (Study.Setup) -> [Double]
  ) -> ReportDocument.Chart? {
    var places: [String] = []
    for setup in finals { if let value = setup[name], !places.contains(value) { places.append(value) } }
    guard places.count > 1 else { return nil }
    let series = firstValues.enumerated().map { index, first in
      let points = places.enumerated().compactMap { place, value -> LineChart.Point? in
        let setups = finals.filter { $0.varied.first?.value == first && $0[name] == value }
        // A little apart, so that whiskers do not hide one another.
        let shift = (Double(index) - Double(firstValues.count - 1) / 2) * 0.07
        return Self.point(at: Double(place) + shift, setups.flatMap(values))
      }
      return LineChart.Series(name: first, stroke: ChartStyle.stroke(index, width: 2), points: points, hasMarks: true)
    }
    guard series.contains(where: { !$0.points.isEmpty }) else { return nil }
    var chart = LineChart(title: title, xTitle: name, yTitle: yTitle, series: series, id: id)
    chart.names = places
    chart.spread = .whiskers
    return ReportDocument.Chart(
      svg: chart.drawing.text, caption: "Mean over cells; whiskers are one standard deviation each way.")
  }

  /// Mean and spread of some values; nil where there are none.
  private static func point(at x: Double, _ values: [Double]) -> LineChart.Point? {
    guard let mean = SeedStatistics.mean(values) else { return nil }
    let spread = SeedStatistics.deviation(values) ?? 0
    return LineChart.Point(x: x, y: mean, lower: mean - spread, upper: mean + spread)
  }
}

// MARK: - Along epochs
extension ExperimentReport {
  /// Configurations that have the same values of the further axes, whose curves stand in one panel.
  struct Panel {
    let label: String
    var setups: [Study.Setup]

    /// A chart's title: what it shows, and where.
    func title(_ text: String) -> String { label.isEmpty ? text : "\(text), \(label)" }
  }

  func panels(_ setups: [Study.Setup]) -> [Panel] {
    var panels: [Panel] = []
    for setup in setups {
      let label = setup.varied.dropFirst().map { "\($0.name) \($0.value)" }.joined(separator: ", ")
      if let index = panels.firstIndex(where: { $0.label == label }) {
        panels[index].setups.append(setup)
      } else {
        panels.append(Panel(label: label, setups: [setup]))
      }
    }
    return panels
  }

  var curves: [ReportDocument.Block] {
    let panels = panels(finals.filter { $0.finished.contains { !$0.curve.isEmpty } })
    return panelBlocks(panels) { index, panel in
      [
        chart(panel, "Dev score", id: "score-\(index)") { $1.curve.map(\.devScore) },
        chart(panel, "Training loss", id: "loss-\(index)") { $1.curve.map(\.trainingLoss) },
      ]
    }
  }

  /// The charts of the first panels, and how many there are where not all are drawn.
  func panelBlocks(
    _ panels: [Panel], _ charts: (Int, Panel) -> [ReportDocument.Chart]
  ) -> [ReportDocument.Block] {
    guard !panels.isEmpty else { return [] }
    let shown = panels.prefix(Self.mostPanels).enumerated().flatMap { charts($0.offset, $0.element) }
    return [.charts(shown)]
      + (panels.count > Self.mostPanels
        ? [.paragraph("The first \(Self.mostPanels) of \(panels.count) combinations are drawn.")] : [])
  }

  /// A curve a value of the first axis over epochs.
  /// - Parameter values: of a cell, one an epoch.
  func chart(
    _ panel: Panel, _ title: String, id: String, _ values: (Study.Setup, Study.Cell) -> [Double?]
  ) -> ReportDocument.Chart {
    let series = panel.setups.map { setup in
      let runs = setup.finished.map { values(setup, $0) }
      let points = (0..<(runs.map(\.count).max() ?? 0)).compactMap { epoch in
        Self.point(at: Double(epoch + 1), runs.compactMap { $0.indices.contains(epoch) ? $0[epoch] : nil })
      }
      return LineChart.Series(
        name: setup.varied.first?.value ?? "all", stroke: stroke(of: setup), points: points, hasMarks: points.count < 12
      )
    }
    var chart = LineChart(title: panel.title(title), xTitle: "epoch", yTitle: "", series: series, id: id)
    chart.hasWholeX = true
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
