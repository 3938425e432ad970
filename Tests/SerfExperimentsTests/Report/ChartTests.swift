import SerfCharts
import SerfExperiments
import Testing

@Suite("The charts of a report")
struct ChartTests {
  /// Where a text stands, from the top.
  private func height(of text: String, in drawing: String) throws -> Double {
    let line = try #require(drawing.split(separator: "\n").first { $0.contains(">\(text)</text>") })
    let place = try #require(line.firstMatch(of: #/ y="([0-9.]+)"/#))
    return try #require(Double(place.1))
  }

  @Test("the title of y has a line of its own below the legend, however many names there are")
  func titles() throws {
    for count in [2, 5, 9] {
      let series = (0..<count).map { index in
        LineChart.Series(
          name: "name \(index)", stroke: ChartStyle.stroke(index),
          points: [LineChart.Point(x: 0, y: 1), LineChart.Point(x: 1, y: Double(index))])
      }
      let drawing = LineChart(title: "t", xTitle: "x", yTitle: "accuracy", series: series, id: "a").drawing.text
      let lowest = try (0..<count).map { try height(of: "name \($0)", in: drawing) }.max() ?? 0
      // Letters are 13 high.
      #expect(try height(of: "accuracy", in: drawing) >= lowest + 13)
    }
  }

  @Test("an interval that is wider than its figures lie apart ends with the panel")
  func intervals() throws {
    let row = DotChart.Row(name: "relu", color: "#123456", values: [0.5, 0.51], mean: 0.505, interval: 0.4...0.6)
    let drawing = DotChart(title: "t", xTitle: "x", rows: [row], id: "a").drawing
    let line = try #require(drawing.text.split(separator: "\n").first { $0.contains("stroke=\"#123456\"") })
    let ends = line.matches(of: #/[ML]([0-9.-]+) /#).compactMap { Double($0.1) }
    #expect(ends.count == 2 && ends.allSatisfy { $0 > 50 && $0 < drawing.width }, "\(line)")
  }

  @Test("a page that is narrow has each figure of the first table under the name of its column")
  func narrow() throws {
    let relu = [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]
    let page = ExperimentReport(try SyntheticStudy.make([("relu", relu), ("serf", relu.map { $0 + 0.02 })])).text(.html)
    #expect(page.contains("class=\"table stacked\"") && page.contains("data-title=\"verdict\">better *<"))
  }
}
