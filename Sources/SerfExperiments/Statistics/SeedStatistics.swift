internal import SerfMetrics

/// Mean, spread and interval of a handful of figures, one a seed.
enum SeedStatistics {
  static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  static func deviation(_ values: [Double]) -> Double? {
    guard values.count > 1, let mean = mean(values) else { return nil }
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
  }

  /// Student's 95 % interval of the mean; nil for fewer than two values.
  static func interval(_ values: [Double]) -> ClosedRange<Double>? {
    (try? StudentInterval(values)).map { $0.lower...$0.upper }
  }
}
