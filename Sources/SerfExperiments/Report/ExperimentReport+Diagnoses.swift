internal import SerfCharts

// MARK: - Inside the networks
extension ExperimentReport {
  /// What the gradients and the activations did, where cells were diagnosed.
  func diagnoses(hasCharts: Bool) -> [ReportDocument.Block] {
    let setups = finals.filter { $0.finished.contains { !$0.diagnoses.isEmpty } }
    guard !setups.isEmpty else { return [] }
    let blocks: [ReportDocument.Block] = [
      .paragraph(
        "Means over seeds, after the last epoch of each run. Unsteadiness is the mean change of the gradient's norm from one "
          + "update to the next, over its mean. A unit is dead when its slope is below 0.01 in magnitude for every token of "
          + "256 dev examples, and a value is saturated when its own slope is. The share of dead units is that of the layers "
          + "that carry the configuration's activation, by their units; layers with a function of their own are left out."
      ),
      .table(summaryTable(setups)), .table(layerTable(setups)),
    ]
    return hasCharts ? blocks + alongAxes + overEpochs(setups) : blocks
  }

  /// Dead units and unsteadiness along every further axis, as depth.
  private var alongAxes: [ReportDocument.Block] {
    let charts = variedNames.dropFirst().flatMap { name in
      [
        chart("Dead units along \(name)", along: name, yTitle: "per cent", id: "dead-along-\(name)") { setup in
          setup.finished.compactMap { setup.deadShare($0).map { $0 * 100 } }
        },
        chart("Unsteadiness along \(name)", along: name, yTitle: "", id: "unsteadiness-along-\(name)") { setup in
          setup.finished.compactMap(\.unsteadiness)
        },
      ].compactMap(\.self)
    }
    return charts.isEmpty ? [] : [.charts(charts)]
  }

  /// The same over epochs, a panel a combination of the further axes.
  private func overEpochs(_ setups: [Study.Setup]) -> [ReportDocument.Block] {
    panelBlocks(panels(setups)) { index, panel in
      [
        chart(panel, "Unsteadiness of the gradient's norm", id: "unsteadiness-\(index)") { _, cell in
          cell.diagnoses.map(\.unsteadiness)
        },
        chart(panel, "Dead units, per cent", id: "dead-\(index)") { setup, cell in
          cell.diagnoses.map { diagnosis in setup.deadShare(diagnosis).map { $0 * 100 } }
        },
      ]
    }
  }
}

// MARK: - Tables
extension ExperimentReport {
  private typealias Column = ReportDocument.Table.Column

  private var varied: [Column] { variedNames.map { Column(title: $0, isNumber: false) } }

  private func summaryTable(_ setups: [Study.Setup]) -> ReportDocument.Table {
    let rows = setups.map { setup in
      let last = setup.finished.compactMap(\.diagnoses.last)
      return setup.varied.map(\.value) + [
        short(last.map(\.gradientNorm)), short(setup.finished.compactMap(\.unsteadiness)),
        mean(setup.finished.compactMap { setup.deadShare($0) }.map { $0 * 100 }, decimals: 1),
      ]
    }
    return ReportDocument.Table(
      caption: "Gradients, and units that are dead in per cent; unsteadiness is the mean over epochs",
      columns: varied + [Column(title: "gradient norm"), Column(title: "unsteadiness"), Column(title: "dead units")],
      rows: rows)
  }

  private func layerTable(_ setups: [Study.Setup]) -> ReportDocument.Table {
    var rows: [[String]] = []
    for setup in setups {
      let last = setup.finished.compactMap(\.diagnoses.last)
      for layer in last.first?.layers ?? [] {
        let own = last.compactMap { diagnosis in diagnosis.layers.first { $0.layer == layer.layer } }
        rows.append(
          setup.varied.map(\.value) + [layer.layer + (setup.carries(layer) ? "" : " (its own function)")]
            + [
              mean(own.map { $0.dead * 100 }, decimals: 1), mean(own.map { $0.saturated * 100 }, decimals: 1),
              short(own.map(\.mean)), short(own.map(\.variance)),
            ])
      }
    }
    return ReportDocument.Table(
      caption: "Activations by layer; dead and saturated in per cent",
      columns: varied + [
        Column(title: "layer", isNumber: false), Column(title: "dead"), Column(title: "saturated"),
        Column(title: "mean"), Column(title: "variance"),
      ], rows: rows)
  }

  private func short(_ values: [Double]) -> String { mean(values, decimals: 3) }

  private func mean(_ values: [Double], decimals: Int) -> String {
    SeedStatistics.mean(values).map { DecimalText.fixed($0, decimals: decimals) } ?? "–"
  }
}
