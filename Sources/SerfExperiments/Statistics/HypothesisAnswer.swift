/// What the cells say to a hypothesis: it describes, beside the one test that decides.
package struct HypothesisAnswer: Sendable {
  /// The claim in words.
  package let claim: String
  /// What was found.
  package let finding: String
  package let verdict: Verdict

  package enum Verdict: Hashable, Sendable {
    case speaksFor
    case speaksAgainst
    case undecided
    /// No figures could have decided.
    case tooFewSeeds
    /// Cells are still to come, and a look before the end is no answer.
    case interim(ended: Int, total: Int)
    case unknown

    package var text: String {
      switch self {
      case .speaksFor: "speaks for it"
      case .speaksAgainst: "speaks against it"
      case .undecided: "undecided"
      case .tooFewSeeds: "too few seeds: with fewer than \(SeedEvidence.fewestSeeds) no p-value is at most 0.05"
      case .interim(let ended, let total): "interim: \(ended) of \(total) cells; no verdict yet"
      case .unknown: "no cells to tell by yet"
      }
    }
  }

  package init(_ hypothesis: Hypothesis, _ study: Study, _ results: StudyResults) {
    let cells = StudyCells(study, results, of: hypothesis.of)
    claim = Self.words(hypothesis)
    let found = Self.found(hypothesis, cells, scale: study.metricScale)
    finding = found.text
    let progress = cells.progress(isPaired: hypothesis.claim != .unitsDie)
    verdict =
      found.verdict != .unknown && progress.ended < progress.total
      ? .interim(ended: progress.ended, total: progress.total) : found.verdict
  }
}

// MARK: - In words
extension HypothesisAnswer {
  private static func words(_ hypothesis: Hypothesis) -> String {
    switch hypothesis.claim {
    case .marginGrows:
      return "The margin of \(hypothesis.of) over the baseline grows along \(hypothesis.along ?? "")."
    case .fewerUpdates:
      return "\(hypothesis.of) needs fewer updates than the baseline for the dev figure that both reach."
    case .lessTime:
      return "\(hypothesis.of) needs less time than the baseline for the dev figure that both reach."
    case .steadierGradient:
      return "The gradient's norm varies less from update to update with \(hypothesis.of) than with the baseline."
    case .unitsDie:
      return "Units of \(hypothesis.of) die\(hypothesis.along.map { ", more of them along \($0)" } ?? "")."
    }
  }

  private static func found(
    _ hypothesis: Hypothesis, _ cells: StudyCells, scale: Double
  ) -> (text: String, verdict: Verdict) {
    let axis = hypothesis.along ?? ""
    switch hypothesis.claim {
    case .marginGrows:
      return answer(
        cells.marginSlopes(along: axis), scale: scale, words: "the margin changes with one more of \(axis) by")
    case .fewerUpdates: return race(cells.savings { Double($0.updates) })
    case .lessTime: return race(cells.savings { $0.seconds })
    case .steadierGradient:
      return answer(cells.unsteadinessDifferences, scale: 1, words: "the baseline's unsteadiness is larger by")
    case .unitsDie: return deaths(cells, along: hypothesis.along)
    }
  }

  /// A mean over seeds that the claim holds to be above 0.
  private static func answer(_ values: [Double], scale: Double, words: String) -> (String, Verdict) {
    guard let evidence = SeedEvidence(values) else { return ("", .unknown) }
    func text(_ value: Double) -> String { ReportNumbers(scale: scale).difference(value, decimals: 3) }
    return ("\(words) \(text(evidence.mean)) \(evidence.words(text))", evidence.verdict)
  }

  private static func race(_ savings: [Double]) -> (String, Verdict) {
    guard let evidence = SeedEvidence(savings) else { return ("", .unknown) }
    func text(_ value: Double) -> String { ReportNumbers(scale: 100).difference(value, decimals: 1) + " %" }
    let (sooner, later) = (evidence.values.count { $0 > 0 }, evidence.values.count { $0 < 0 })
    let summary =
      "with \(savings.count) seeds sooner in \(sooner), later in \(later); it saves "
      + text(evidence.mean) + " of the two runs' mean"
    return ("\(summary) \(evidence.words(text))", evidence.verdict)
  }

  private static func deaths(_ cells: StudyCells, along axis: String?) -> (String, Verdict) {
    guard let mean = SeedStatistics.mean(cells.deadShares) else { return ("", .unknown) }
    let number = ReportNumbers(scale: 100)
    let text = "\(number.figure(mean)) % of the units that carry it are dead at the end"
    guard let axis else { return (text, mean > 0.001 ? .speaksFor : .speaksAgainst) }
    let (words, verdict) = answer(
      cells.deadSlopes(along: axis), scale: 100, words: "their share changes with one more of \(axis) by")
    return words.isEmpty ? (text, .unknown) : (text + "; " + words, verdict)
  }
}
