// MARK: - The answer in words
extension ExperimentReport {
  var numbers: ReportNumbers { ReportNumbers(study) }

  var answer: [ReportDocument.Block] {
    var blocks: [ReportDocument.Block] = study.about.isEmpty ? [] : [.paragraph(study.about)]
    blocks += statements.map { .paragraph($0) }
    let isLarge = results.comparisons.count > Self.mostVerdicts
    let told = isLarge ? results.comparisons.filter(\.isDifferent) : results.comparisons
    let verdicts = told.prefix(Self.mostVerdicts).map(verdict)
    if !verdicts.isEmpty { blocks.append(.list(verdicts)) }
    return blocks
  }

  /// Beyond so many, only those that differ are told one by one; the table has them all.
  private static let mostVerdicts = 40

  /// What was found, in the order in which a reader asks.
  var statements: [String] {
    var statements = [state]
    guard results.familySize > 0 else { return statements }
    statements.append(decision)
    if results.isTested, let limit = resolution { statements.append(limit) }
    if study.part == "dev" {
      statements.append(
        "The figures are those of the dev part, which also chose the best epoch of each run: they are too high by a "
          + "little, for all alike.")
    }
    return statements
  }

  /// How much of the plan is done.
  private var state: String {
    let cells = finals.flatMap(\.cells)
    let finished = finals.reduce(0) { $0 + $1.finished.count }
    let failed = finals.reduce(0) { $0 + $1.failed.count }
    let seeds = finals.map(\.cells.count).max() ?? 0
    var text =
      "\(finals.count) configurations with \(seeds) seeds each: \(finished) of \(cells.count) cells are finished"
    if failed > 0 { text += ", \(failed) failed" }
    return text + "."
  }

  /// What a difference would have had to be, to be found.
  private var resolution: String? {
    let decided = results.comparisons.filter { [.difference, .noEvidence].contains($0.verdict) }
    let pairs = decided.map(\.differences.count).min() ?? 0
    guard let typical = SeedStatistics.mean(decided.compactMap(\.deviation)),
      let size = Power(seeds: pairs, comparisons: results.familySize, level: study.level).detectable
    else { return nil }
    return "With \(pairs) seeds a true difference of \(ReportNumbers.short(size)) standard deviations of the paired "
      + "differences, here about \(numbers.figure(size * typical)) \(numbers.unit), is found four times of five; smaller "
      + "ones are likely to be missed."
  }

  /// One comparison in a sentence.
  private func verdict(_ comparison: StudyResults.Comparison) -> String {
    let pairs = comparison.differences.count
    var text =
      "\(comparison.setup.label) against \(comparison.baseline.label): "
      + "\(numbers.difference(comparison.mean)) \(numbers.unit)"
    if let interval = comparison.interval { text += " (95 % interval over seeds \(numbers.interval(interval)))" }
    if comparison.verdict == .interim { return text + ", " + Self.interim(comparison) }
    text += ", \(pairs) pairs"
    let p = ", corrected p = \(ReportNumbers.p(comparison.corrected)): "
    switch comparison.verdict {
    case .untested, .interim: return text
    case .tooFewPairs: return text + ": too few for this test at this level, whatever the figures are"
    case .difference: return text + p + "a difference"
    case .noEvidence: return text + p + "no evidence of a difference" + seedsNeeded(comparison)
    }
  }

  static func interim(_ comparison: StudyResults.Comparison) -> String {
    "interim: \(comparison.differences.count) of \(comparison.declaredPairs) pairs; no verdict yet"
  }

  private func seedsNeeded(_ comparison: StudyResults.Comparison) -> String {
    guard let deviation = comparison.deviation, deviation > 0,
      let needed = Power.seedsNeeded(
        effect: comparison.mean / deviation, comparisons: results.familySize, level: study.level),
      needed > comparison.differences.count
    else { return "" }
    return needed > 1000
      ? "; one of this size would need over 1000 seeds" : "; one of this size would need about \(needed) seeds"
  }
}

// MARK: - Hypotheses
extension ExperimentReport {
  /// The claims that were declared before the runs, one by one.
  var hypotheses: [ReportDocument.Block] {
    guard !study.hypotheses.isEmpty else { return [] }
    typealias Column = ReportDocument.Table.Column
    let answers = study.hypotheses.map { HypothesisAnswer($0, study, results) }
    return [
      .paragraph(
        "Declared before the runs, and answered whatever the answer is, by the two-sided sign-flip test across seeds at "
          + "\(SeedEvidence.level); what the configurations of a seed say is averaged first. These answers are not corrected "
          + "for one another: they describe, beside the declared test."),
      .table(
        ReportDocument.Table(
          caption: "Claims and what the cells say",
          columns: ["claim", "found", "the cells"].map { Column(title: $0, isNumber: false) },
          rows: answers.map { [$0.claim, $0.finding, $0.verdict.text] }, isStacked: true)),
    ]
  }
}

// MARK: - What it is not
extension ExperimentReport {
  var differs: [ReportDocument.Block] {
    var parameters: [Int] = []
    for setup in finals { parameters += setup.finished.compactMap(\.parameters) }
    let size =
      parameters.min().map { low in
        low == parameters.max() ? "\(low) parameters" : "\(low) to \(parameters.max() ?? low) parameters"
      } ?? "no finished model yet"
    let files = study.files.filter { $0.setting != "vocabulary" }.map { "\($0.setting) \($0.path)" }
    return [
      .paragraph(
        "This is a study in the spirit of the paper that proposed Serf (Nag, Bhattacharyya, Mukherjee, Kundu, arXiv "
          + "2108.09598), not a reproduction of one of its tables. None of the paper's own figures on language could be "
          + "verified, so this report prints none."),
      .list([
        "Data: \(files.joined(separator: ", ")); the paper's own data sets are not named in any text that could be read.",
        "Size: \(size), trained from scratch on a processor; no pretrained encoder.",
        "Budget: " + budget,
        "Initial weights and the order of batches are the same for the same seed, whatever else varies; the scale of "
          + "the initial weights is the initializer's, and with 'activation' each function's own.",
        "Swish has beta 1 and GELU is the erf form.",
      ]),
    ]
  }

  private var budget: String {
    let trials = Set(study.tuning.map(\.trial)).count
    let seeds = study.tuning.first?.cells.count ?? 0
    return trials == 0
      ? "no tuning: all configurations have the settings below."
      : "\(trials) trials with \(seeds) seeds of their own for every configuration alike, chosen on dev; the test used "
        + "fresh seeds."
  }
}
