internal import SerfMetrics

/// What `score bleu`, `score chrf` and `score ter` have in common.
struct TextScore<Metric: TextMetric> where Metric.Score: ReportedScore {
  let metric: Metric
  /// What the user typed: "bleu".
  let command: String
  let options: ScoreOptions
  let global: GlobalOptions
  /// Whether the metric cuts texts itself, so that a tokenised one is cut twice.
  let expectsPlainText: Bool

  /// Reads, warns, scores and reports.
  func run() throws {
    let texts = try ScoreTexts(options)
    for file in texts.systems + texts.references {
      let signs = TokenizationSigns(file.lines)
      for warning in signs.warnings(about: file.name, expectsPlainText: expectsPlainText) {
        global.console.message("warning: " + warning)
      }
    }
    let references = try texts.checkedReferences()
    let statistics = try texts.systems.map { file in
      (name: file.name, statistics: try metric.statistics(hypotheses: file.lines, references: references))
    }
    let signature = metric.signature(
      for: references, bootstrap: try options.bootstrap(), randomization: try options.randomization())
    guard !options.sentenceLevel else { return try report(sentences: statistics[0].statistics, signature) }
    let report = try ScoreReport(
      metric, command: command, signature: signature.description, statistics: statistics, options: options)
    try global.console.result(global.json ? report.json().text : report.lines.joined(separator: "\n"))
  }

  /// A figure a line; the signature, the same for all, is a message.
  private func report(sentences: SegmentStatistics, _ signature: Signature) throws {
    global.console.message("\(metric.name)|\(signature)")
    let lines = (0..<sentences.segmentCount).map { segment in
      let score = metric.score(of: sentences[segment])
      guard global.json else {
        return NumberText.fixed(score.value, decimals: options.width ?? Metric.Score.standardWidth)
      }
      return JSONText.object(
        [
          ("metric", .string(command)), ("segment", .integer(segment + 1)), ("score", .number(score.value)),
          ("signature", .string(signature.description)),
        ] + score.members
      ).text
    }
    try global.console.result(lines.joined(separator: "\n"))
  }
}
