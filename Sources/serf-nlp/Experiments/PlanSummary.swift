internal import SerfExperiments

/// What a run is about to do: cells, what its test can show, and how long it may take.
struct PlanSummary {
  private let plan: ExperimentPlan
  private let finished: Int
  private let left: Int
  private let estimate: CostEstimate?

  /// - Parameter runner: knows which cells are there already.
  init(_ plan: ExperimentPlan, _ runner: ExperimentRunner) throws(ExperimentError) {
    self.plan = plan
    (finished, left) = (try runner.finishedCount(), try runner.waitingCount())
    estimate = left > 0 ? try runner.estimate() : nil
  }

  var lines: [String] {
    var lines = [
      "\(plan.configurations.count) configurations × \(plan.specification.seeds.count) seeds: \(plan.cellCount) cells"
    ]
    if plan.tuningCellCount > 0 { lines[0] += ", after \(plan.tuningCellCount) of tuning" }
    lines.append(power)
    if finished > 0 { lines.append("\(finished) cells are finished, \(left) are left") }
    if let estimate { lines.append(time(estimate)) }
    return lines
  }

  private var power: String {
    let (seeds, comparisons) = (plan.specification.seeds.count, plan.comparisons.count)
    guard plan.specification.test.kind == .signFlip, comparisons > 0 else {
      return "no test is declared: figures alone"
    }
    let family = comparisons == 1 ? "1 comparison" : "\(comparisons) comparisons"
    guard let detectable else { return "\(family): \(seeds) seeds can't show a difference at this level; descriptive" }
    return
      "\(family): a difference of \(NumberText.fixed(detectable, decimals: 2)) standard deviations of the paired "
      + "differences is found four times of five"
  }

  private var detectable: Double? {
    Power(
      seeds: plan.specification.seeds.count, comparisons: plan.comparisons.count, level: plan.specification.test.level
    ).detectable
  }

  private func time(_ estimate: CostEstimate) -> String {
    "about \(NumberText.duration(seconds: estimate.seconds)) left with \(estimate.jobs) cells at a time "
      + "(\(NumberText.duration(seconds: estimate.secondsOfACell)) a cell)"
  }

  var json: JSONText {
    .object([
      ("experiment", .string(plan.specification.name)), ("configurations", .integer(plan.configurations.count)),
      ("seeds", .integer(plan.specification.seeds.count)), ("cells", .integer(plan.cellCount)),
      ("tuning_cells", .integer(plan.tuningCellCount)), ("comparisons", .integer(plan.comparisons.count)),
      ("detectable_difference_in_sd", detectable.map(JSONText.number) ?? .null),
      ("finished_cells", .integer(finished)), ("cells_left", .integer(left)),
      ("estimated_seconds", estimate.map { .number($0.seconds) } ?? .null),
    ])
  }
}
