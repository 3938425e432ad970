/// A premise, a hypothesis, and whether the one implies the other: `entailment`, `contradiction`, `neutral`, or whatever
/// a corpus calls them.
public struct LabelledPair: Hashable, Sendable, Codable {
  public let premise: String
  public let hypothesis: String
  public let label: String

  public init(premise: String, hypothesis: String, label: String) {
    (self.premise, self.hypothesis, self.label) = (premise, hypothesis, label)
  }
}

extension LabelledPair: LabelledRow {
  /// The names of SNLI, MNLI, XNLI and GLUE (sentence1, sentence2), SICK (sentence_A, sentence_B), SciTail and the bundled
  /// corpus (premise, hypothesis), and the machine-translated part of XNLI (hypo).
  public static let roles = [
    TextRole("premise", usualNames: ["premise", "sentence1", "sentence_a", "text1", "text_a", "context"]),
    TextRole(
      "hypothesis", usualNames: ["hypothesis", "hypo", "sentence2", "sentence_b", "text2", "text_b", "statement"]),
  ]

  /// `gold_label` comes first: beside it MNLI and SNLI have the labels of single annotators.
  public static let usualLabelNames = [
    "gold_label", "label", "labels", "entailment_judgment", "entailment_label", "judgment", "relation", "class", "gold",
  ]

  /// SNLI's mark for a pair on which its annotators did not agree.
  public static var missingLabel: String? { "-" }

  public var texts: [String] { [premise, hypothesis] }

  public init(texts: [String], label: String) { self.init(premise: texts[0], hypothesis: texts[1], label: label) }
}
