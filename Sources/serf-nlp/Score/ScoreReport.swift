internal import SerfMetrics

/// Scores of one or more systems, with intervals and tests, as text and as JSON.
struct ScoreReport<Metric: CorpusMetric> where Metric.Score: ReportedScore {
  /// One system, and how it compares.
  struct Row {
    let system: String
    let score: Metric.Score
    var interval: ConfidenceInterval?
    /// Paired bootstrap and approximate randomisation against the first system.
    var pBootstrap: Double?
    var pRandomization: Double?
  }

  let metric: Metric
  /// What the user typed: "bleu".
  let command: String
  let signature: String
  let rows: [Row]
  private let bootstrap: Bootstrap?
  private let randomization: ApproximateRandomization?
  private let width: Int

  /// Scores and tests the systems.
  /// - Parameter statistics: a name and the statistics of each system, the baseline first.
  init(
    _ metric: Metric, command: String, signature: String, statistics: [(name: String, statistics: SegmentStatistics)],
    options: ScoreOptions
  ) throws {
    self.metric = metric
    self.command = command
    self.signature = signature
    bootstrap = try options.bootstrap()
    randomization = try options.randomization()
    width = options.width ?? Metric.Score.standardWidth
    let baseline = statistics[0].statistics
    let baselineScores = bootstrap?.scores(of: metric, baseline)
    var rows: [Row] = []
    for (name, system) in statistics {
      var row = Row(system: name, score: metric.score(of: system.sums))
      let isBaseline = rows.isEmpty
      let scores = isBaseline ? baselineScores : bootstrap?.scores(of: metric, system)
      row.interval = scores.map { ConfidenceInterval(scores: $0) }
      if let first = rows.first, let scores, let baselineScores {
        row.pBootstrap = Bootstrap.pValue(
          difference: row.score.value - first.score.value, system: scores, baseline: baselineScores)
        row.pRandomization = try randomization?.pValue(of: metric, baseline: baseline, system: system)
      }
      rows.append(row)
    }
    self.rows = rows
  }
}

// MARK: - Text
extension ScoreReport {
  /// One line for one system, as sacreBLEU's; a table for several.
  var lines: [String] {
    guard rows.count > 1 else {
      let interval = rows[0].interval.map { " (μ = \(fixed($0.mean)) ± \(fixed($0.halfWidth)))" } ?? ""
      let details = rows[0].score.details
      return [
        "\(metric.name)|\(signature) = \(fixed(rows[0].score.value))\(interval)"
          + (details.isEmpty ? "" : " " + details)
      ]
    }
    return table.lines + [
      "", "\(metric.name)|\(signature)",
      "Intervals are of 95 %; p is the chance of such a difference "
        + "between equal systems, by paired bootstrap and by approximate randomisation.",
    ]
  }

  private var table: TextTable {
    var table = TextTable([
      ("system", .left), (metric.name, .right), ("μ ± interval", .right), ("difference", .right),
      ("p bootstrap", .right), ("p randomisation", .right),
    ])
    for (index, row) in rows.enumerated() {
      let difference = row.score.value - rows[0].score.value
      table.add([
        row.system, fixed(row.score.value),
        row.interval.map { "\(fixed($0.mean)) ± \(fixed($0.halfWidth))" } ?? "",
        index == 0 ? "" : (difference < 0 ? "" : "+") + fixed(difference),
        row.pBootstrap.map { NumberText.fixed($0, decimals: 4) } ?? "",
        row.pRandomization.map { NumberText.fixed($0, decimals: 4) } ?? "",
      ])
    }
    return table
  }

  private func fixed(_ value: Double) -> String { NumberText.fixed(value, decimals: width) }
}

// MARK: - JSON
extension ScoreReport {
  /// - Parameter extra: what only this metric has.
  func json(extra: [(String, JSONText)] = []) -> JSONText {
    var members: [(String, JSONText)] = [
      ("metric", .string(command)), ("name", .string(metric.name)), ("score", .number(rows[0].score.value)),
      ("signature", .string(signature)),
    ]
    members += rows[0].score.members + extra
    if let interval = rows[0].interval { members.append(("confidence", json(interval))) }
    if rows.count > 1 {
      members.append(("baseline", .string(rows[0].system)))
      members.append(("systems", .array(rows.dropFirst().map(json))))
      if let randomization { members.append(("trials", .integer(randomization.trialCount))) }
    }
    return .object(members)
  }

  private func json(_ row: Row) -> JSONText {
    let members: [(String, JSONText)] = [
      ("system", .string(row.system)), ("score", .number(row.score.value)),
      ("difference", .number(row.score.value - rows[0].score.value)),
      ("p_bootstrap", row.pBootstrap.map(JSONText.number) ?? .null),
      ("p_randomization", row.pRandomization.map(JSONText.number) ?? .null),
      ("confidence", row.interval.map(json) ?? .null),
    ]
    return .object(members + row.score.members)
  }

  private func json(_ interval: ConfidenceInterval) -> JSONText {
    .object([
      ("mean", .number(interval.mean)), ("half_width", .number(interval.halfWidth)), ("lower", .number(interval.lower)),
      ("upper", .number(interval.upper)), ("resamples", .integer(bootstrap?.resampleCount ?? 0)),
      ("seed", .integer(Int(clamping: bootstrap?.seed ?? 0))),
    ])
  }
}
