internal import SerfExperiments

/// What a run is about to do: cells, what its test can show, and how long it may take.
struct PlanSummary {
  private let plan: ExperimentPlan
  private let estimate: CostEstimate?

  init(_ plan: ExperimentPlan, _ estimate: CostEstimate?) { (self.plan, self.estimate) = (plan, estimate) }

  var lines: [String] {
    var lines = [
      "\(plan.configurations.count) configurations × \(plan.specification.seeds.count) seeds: \(plan.cellCount) cells"
    ]
    if plan.tuningCellCount > 0 { lines[0] += ", after \(plan.tuningCellCount) of tuning" }
    lines.append(power)
    if let estimate { lines.append(time(estimate)) }
    return lines
  }

  private var power: String {
    let (seeds, comparisons) = (plan.specification.seeds.count, plan.comparisons.count)
    guard plan.specification.test.kind == .signFlip, comparisons > 0 else {
      return "no test is declared: figures alone"
    }
    let family = comparisons == 1 ? "1 comparison" : "\(comparisons) comparisons"
    let size = Power(seeds: seeds, comparisons: comparisons, level: plan.specification.test.level).detectable
    guard let size else { return "\(family): \(seeds) seeds can't show a difference at this level; descriptive" }
    return
      "\(family): a difference of \(NumberText.fixed(size, decimals: 2)) standard deviations of the paired differences "
      + "is found four times of five"
  }

  private func time(_ estimate: CostEstimate) -> String {
    "about \(NumberText.duration(seconds: estimate.seconds)) left, at most, with \(estimate.jobs) cells at a time "
      + "(\(NumberText.duration(seconds: estimate.secondsOfACell)) a cell)"
  }

  var json: JSONText {
    let (seeds, comparisons) = (plan.specification.seeds.count, plan.comparisons.count)
    let size = Power(seeds: seeds, comparisons: comparisons, level: plan.specification.test.level).detectable
    return .object([
      ("experiment", .string(plan.specification.name)), ("configurations", .integer(plan.configurations.count)),
      ("seeds", .integer(seeds)), ("cells", .integer(plan.cellCount)), ("tuning_cells", .integer(plan.tuningCellCount)),
      ("comparisons", .integer(comparisons)), ("detectable_difference_in_sd", size.map(JSONText.number) ?? .null),
      ("estimated_seconds", estimate.map { .number($0.seconds) } ?? .null),
    ])
  }
}
