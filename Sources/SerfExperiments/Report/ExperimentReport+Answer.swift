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
    guard !results.comparisons.isEmpty else { return statements }
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

  private var decision: String {
    let count = results.familySize
    guard results.isTested else {
      let reason =
        study.test == DeclaredTest.Kind.none.rawValue
        ? "No test was declared to decide"
        : "The declared test can't reach its level with so few seeds, and decides nothing"
      return "\(reason): the figures describe."
    }
    let real = results.comparisons.filter(\.isDifferent)
    let family = count == 1 ? "one comparison" : "\(count) comparisons"
    let test =
      "The declared test, the exact two-sided sign-flip test across seeds at \(study.level)"
      + (count == 1 ? "" : " with Holm's correction over all \(count)")
    guard !real.isEmpty else {
      return
        "\(test), finds no evidence of a difference in \(count == 1 ? "the one comparison" : "any of \(family)") made."
    }
    let others = count - real.count
    return "\(test), finds a difference in \(real.count) of \(family): "
      + real.map { "\($0.setup.label) \($0.mean > 0 ? "is above" : "is below") \($0.baseline.label)" }
      .joined(separator: "; ") + "."
      + (others > 0 ? " For the other \(others) there is no evidence of a difference." : "")
  }

  /// What a difference would have had to be, to be found.
  private var resolution: String? {
    let deviations = results.comparisons.compactMap(\.deviation)
    let pairs = results.comparisons.map(\.differences.count).min() ?? 0
    guard let typical = SeedStatistics.mean(deviations),
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
    text += ", \(pairs) pairs"
    guard results.isTested, let corrected = comparison.corrected else { return text }
    text += ", corrected p = \(ReportNumbers.p(corrected)): "
    text += comparison.isDifferent ? "a difference" : "no evidence of a difference"
    if !comparison.isDifferent, let deviation = comparison.deviation, deviation > 0,
      let needed = Power.seedsNeeded(
        effect: comparison.mean / deviation, comparisons: results.familySize, level: study.level), needed > pairs
    {
      text +=
        needed > 1000
        ? "; one of this size would need over 1000 seeds" : "; one of this size would need about \(needed) seeds"
    }
    return text
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
        "Declared before the runs, and answered whatever the answer is. These answers are not corrected for one another: they "
          + "describe, beside the declared test."),
      .table(
        ReportDocument.Table(
          caption: "Claims and what the cells say",
          columns: ["claim", "found", "the cells"].map { Column(title: $0, isNumber: false) },
          rows: answers.map { [$0.claim, $0.finding, $0.verdict.rawValue] })),
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
