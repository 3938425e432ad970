internal import SerfMetrics

/// What the cells say to a hypothesis: it describes, beside the one test that decides.
struct HypothesisAnswer {
  let hypothesis: Hypothesis
  /// The claim in words.
  let claim: String
  /// What was found.
  let finding: String
  let verdict: Verdict

  enum Verdict: String {
    case speaksFor = "speaks for it"
    case speaksAgainst = "speaks against it"
    case undecided = "undecided"
    case unknown = "no cells to tell by yet"
  }

  init(_ hypothesis: Hypothesis, _ study: Study, _ results: StudyResults) {
    self.hypothesis = hypothesis
    let cells = StudyCells(study, results, of: hypothesis.of)
    switch hypothesis.claim {
    case .marginGrows:
      let axis = hypothesis.along ?? ""
      claim = "The margin of \(hypothesis.of) over the baseline grows along \(axis)."
      (finding, verdict) = Self.slope(
        cells.slopes(along: axis) { setup, baseline in setup - baseline }, scale: study.metricScale,
        words: "the margin changes with one more of \(axis) by")
    case .fewerUpdates:
      claim = "\(hypothesis.of) reaches the baseline's best dev figure in fewer updates than the baseline."
      (finding, verdict) = Self.race(cells.race { Double($0.updates) })
    case .lessTime:
      claim = "\(hypothesis.of) reaches the baseline's best dev figure in less time than the baseline."
      (finding, verdict) = Self.race(cells.race { $0.seconds })
    case .steadierGradient:
      claim = "The gradient's norm varies less from update to update with \(hypothesis.of) than with the baseline."
      (finding, verdict) = Self.slope(
        cells.unsteadinessDifferences, scale: 1, words: "the baseline's unsteadiness is larger by")
    case .unitsDie:
      let axis = hypothesis.along.map { ", more of them along \($0)" } ?? ""
      claim = "Units of \(hypothesis.of) die\(axis)."
      (finding, verdict) = Self.deaths(cells, along: hypothesis.along)
    }
  }
}

// MARK: - In words
extension HypothesisAnswer {
  /// A mean over seeds that the claim holds to be above 0.
  private static func slope(_ values: [Double], scale: Double, words: String) -> (String, Verdict) {
    guard let mean = SeedStatistics.mean(values) else { return ("", .unknown) }
    let number = ReportNumbers(scale: scale)
    var text = "\(words) \(number.difference(mean, decimals: 3))"
    guard let interval = SeedStatistics.interval(values) else { return (text + " (one seed)", .undecided) }
    text +=
      " (95 % interval over \(values.count) seeds \(number.difference(interval.lowerBound, decimals: 3)) to "
      + "\(number.difference(interval.upperBound, decimals: 3)))"
    return (text, interval.lowerBound > 0 ? .speaksFor : interval.upperBound < 0 ? .speaksAgainst : .undecided)
  }

  private static func race(_ race: (won: Int, lost: Int, never: Int)) -> (String, Verdict) {
    let total = race.won + race.lost
    guard total > 0 else { return ("", .unknown) }
    let p = McNemarTest(firstOnly: race.won, secondOnly: race.lost).pValue
    let text =
      "sooner in \(race.won) of \(total) pairs, later in \(race.lost), of which \(race.never) never "
      + "(ties left out; two-sided sign test p = \(ReportNumbers.p(p)))"
    guard p <= 0.05 else { return (text, .undecided) }
    return (text, race.won > race.lost ? .speaksFor : .speaksAgainst)
  }

  private static func deaths(_ cells: StudyCells, along axis: String?) -> (String, Verdict) {
    let shares = cells.deadShares
    guard let mean = SeedStatistics.mean(shares) else { return ("", .unknown) }
    let number = ReportNumbers(scale: 100)
    var text = "\(number.figure(mean)) % of units are dead at the end"
    guard let axis else { return (text, mean > 0.001 ? .speaksFor : .speaksAgainst) }
    let (words, verdict) = slope(
      cells.slopes(along: axis, of: \.deadShare), scale: 100, words: "their share changes with one more of \(axis) by")
    text += "; " + words
    return (text, verdict)
  }
}
