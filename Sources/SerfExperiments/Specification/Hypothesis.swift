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
  /// Reads `- {claim: margin-grows, of: serf, along: layers}`.
  static func read(
    _ node: SpecificationNode, axes: [ExperimentAxis], baseline: [NamedValue]
  ) throws(ExperimentError) -> [Hypothesis] {
    guard let compared = baseline.first, let axis = axes.first(where: { $0.name == compared.name }) else {
      throw node.error("hypotheses are about a baseline; say 'baseline: …'")
    }
    return try node.items("hypotheses").map { item throws(ExperimentError) in
      let entries = try item.entries("a hypothesis", of: ["claim", "of", "along"])
      guard let claimed = entries["claim"], let of = entries["of"] else {
        throw item.error("a hypothesis needs 'claim' and 'of'")
      }
      let text = try claimed.value.choice("claim", among: Claim.allCases.map(\.rawValue))
      guard let claim = Claim(rawValue: text) else { throw claimed.value.error("there is no claim '\(text)'") }
      let value = try of.value.choice("of", among: axis.values.map(\.text))
      let along = try entries["along"].map { entry throws(ExperimentError) in
        try entry.value.choice("along", among: axes.map(\.name).filter { $0 != axis.name })
      }
      if claim == .marginGrows, along == nil { throw item.error("'margin-grows' needs 'along: axis'") }
      return Hypothesis(claim: claim, of: value, along: along)
    }
  }

  /// As the experiment's identity has it.
  var text: String { "\(claim.rawValue) of \(of)" + (along.map { " along \($0)" } ?? "") }
}
