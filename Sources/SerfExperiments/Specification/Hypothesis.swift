internal import SerfSettings

/// A claim that is declared before the runs, and answered in the report whatever the answer is.
public struct Hypothesis: Hashable, Sendable, Codable {
  public enum Claim: String, Hashable, Sendable, Codable, CaseIterable {
    /// The margin over the baseline grows along an axis.
    case marginGrows = "margin-grows"
    /// The smaller of the two runs' best dev figures, which both reach, is reached in fewer updates.
    case fewerUpdates = "fewer-updates"
    /// The same in less time.
    case lessTime = "less-time"
    /// The gradient's norm changes less from update to update than the baseline's.
    case steadierGradient = "steadier-gradient"
    /// Units are dead at the end, more of them along an axis.
    case unitsDie = "units-die"
  }

  public var claim: Claim
  /// A value of the baseline's axis.
  public var of: String
  /// An axis of numbers.
  public var along: String?

  public init(claim: Claim, of value: String, along axis: String? = nil) {
    (self.claim, of, along) = (claim, value, axis)
  }
}

extension Hypothesis {
  /// As the experiment's identity has it.
  var text: String { "\(claim.rawValue) of \(of)" + (along.map { " along \($0)" } ?? "") }
}

extension Hypothesis.Claim {
  /// Whether it is about a value beside the baseline.
  fileprivate var isComparison: Bool { self != .unitsDie }
  /// Whether only cells that are diagnosed can answer it.
  fileprivate var needsDiagnosis: Bool { self == .unitsDie || self == .steadierGradient }
  /// Whether it may be about an axis.
  fileprivate var hasAxis: Bool { self == .marginGrows || self == .unitsDie }
}

/// Reads `- {claim: margin-grows, of: serf, along: layers}`, and refuses what no cell could answer: that is found out
/// now, not after hours of training.
struct HypothesisReader {
  private let axes: [ExperimentAxis]
  private let baseline: NamedValue?
  private let isDiagnosed: Bool
  private let settings: SettingReader

  init(_ specification: ExperimentSpecification, axes: [ExperimentAxis], settings: SettingReader) {
    (self.axes, self.settings) = (axes, settings)
    baseline = specification.baseline.first
    isDiagnosed = specification.base.contains(NamedValue(LearningSettings.diagnose.name, .flag(true)))
  }

  func read(_ node: SpecificationNode) throws(ExperimentError) -> [Hypothesis] {
    guard let baseline, let axis = axes.first(where: { $0.name == baseline.name }) else {
      throw node.error("hypotheses are about a baseline; say 'baseline: …'")
    }
    return try node.items("hypotheses").map { item throws(ExperimentError) in
      let entries = try item.entries("a hypothesis", of: ["claim", "of", "along"])
      guard let claimed = entries["claim"], let of = entries["of"] else {
        throw item.error("a hypothesis needs 'claim' and 'of'")
      }
      let claim = try claim(claimed.value)
      let value = try value(of.value, on: axis)
      if claim.isComparison, value == baseline.value {
        throw of.value.error(
          "'\(claim.rawValue)' compares with the baseline, and \(value.text) is the baseline; give another \(axis.name)"
        )
      }
      let along = try entries["along"].map { entry throws(ExperimentError) in
        guard claim.hasAxis else { throw entry.key.error("'\(claim.rawValue)' is about no axis; leave 'along' out") }
        return try slopeAxis(entry.value, besides: axis)
      }
      if claim == .marginGrows, along == nil { throw item.error("'margin-grows' needs 'along: axis'") }
      return Hypothesis(claim: claim, of: value.text, along: along)
    }
  }

  private func claim(_ node: SpecificationNode) throws(ExperimentError) -> Hypothesis.Claim {
    let names = Hypothesis.Claim.allCases.map(\.rawValue)
    let text = try node.choice("claim", among: names)
    guard let claim = Hypothesis.Claim(rawValue: text) else { throw node.noChoice("claim", text, among: names) }
    guard !claim.needsDiagnosis || isDiagnosed else {
      throw node.error(
        "'\(text)' is told by what '\(LearningSettings.diagnose.name): true' in 'settings' logs; say it there")
    }
    return claim
  }

  private func value(_ node: SpecificationNode, on axis: ExperimentAxis) throws(ExperimentError) -> SettingScalar {
    guard let value = settings.scalar(node, of: axis.name), axis.values.contains(value) else {
      throw node.noChoice("of", try node.text("of"), among: axis.values.map(\.text))
    }
    return value
  }

  /// An axis with a slope.
  private func slopeAxis(_ node: SpecificationNode, besides axis: ExperimentAxis) throws(ExperimentError) -> String {
    let name = try node.choice("along", among: axes.map(\.name).filter { $0 != axis.name })
    let values = axes.first { $0.name == name }?.values ?? []
    let numbers = values.filter { value in
      switch value {
      case .integer, .number: true
      case .absent, .flag, .text, .texts: false
      }
    }
    guard numbers.count == values.count, numbers.count > 1 else {
      let found = values.map(\.text).joined(separator: ", ")
      throw node.error("'along' needs an axis of two numbers or more, and \(name) has \(found)")
    }
    return name
  }
}
