internal import SerfCharts

/// How a study's figures are written.
struct ReportNumbers {
  let scale: Double

  init(_ study: Study) { scale = study.metricScale }
  init(scale: Double) { self.scale = scale }

  /// What a figure is counted in: shares are written in per cent, and BLEU and chrF are 0…100 as they come.
  var unit: String { "points" }

  func figure(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0 * scale, decimals: 2) } ?? "–"
  }

  func figure(_ mean: Double?, deviation: Double?) -> String {
    guard let mean else { return "–" }
    return figure(mean) + (deviation.map { " ± " + figure($0) } ?? "")
  }

  /// With its sign: `+0.62`.
  func difference(_ value: Double, decimals: Int = 2) -> String {
    let text = DecimalText.fixed(abs(value) * scale, decimals: decimals)
    // What rounds to nothing has no sign.
    guard text.contains(where: { ("1"..."9").contains($0) }) else { return text }
    return (value < 0 ? "−" : "+") + text
  }

  func interval(_ range: ClosedRange<Double>?) -> String {
    range.map { "\(difference($0.lowerBound)) to \(difference($0.upperBound))" } ?? "–"
  }

  static func p(_ value: Double?) -> String {
    guard let value else { return "–" }
    return value < 0.001 ? DecimalText.significant(value, digits: 2) : DecimalText.fixed(value, decimals: 3)
  }

  /// A difference in units of its own spread, with its sign; none where all pairs differ alike.
  static func effect(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    return ReportNumbers(scale: 1).difference(value)
  }

  static func milliseconds(_ seconds: Double?) -> String {
    seconds.map { DecimalText.fixed($0 * 1000, decimals: 1) } ?? "–"
  }

  static func seconds(_ seconds: Double?) -> String { seconds.map { DecimalText.fixed($0, decimals: 1) } ?? "–" }

  static func short(_ value: Double) -> String { DecimalText.fixed(value, decimals: 2) }
}
