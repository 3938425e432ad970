/// A premise, a hypothesis, a picture with each where there are some, and whether the one implies the other:
/// `entailment`, `contradiction`, `neutral`, or whatever a corpus calls them.
public struct LabelledPair: Hashable, Sendable, Codable {
  public let premise: String
  public let hypothesis: String
  public let label: String
  /// The paths of the premise's picture and of the hypothesis'; none where they are not read.
  public let pictures: [String]

  public init(premise: String, hypothesis: String, pictures: [String] = [], label: String) {
    (self.premise, self.hypothesis, self.pictures, self.label) = (premise, hypothesis, pictures, label)
  }
}

extension LabelledPair: LabelledRow {
  /// The names of SNLI, MNLI, XNLI and GLUE (sentence1, sentence2), SICK (sentence_A, sentence_B), SciTail and the bundled
  /// corpus (premise, hypothesis), and the machine-translated part of XNLI (hypo).
  public static let roles = [
    TextRole("premise", usualNames: ["premise", "sentence1", "sentence_a", "text1", "text_1", "text_a", "context"]),
    TextRole(
      "hypothesis",
      usualNames: ["hypothesis", "hypo", "sentence2", "sentence_b", "text2", "text_2", "text_b", "statement"]),
  ]

  /// Paths come first: the set of captioned tweets (text_1, image_1, image_1_path) has addresses in `image_1`.
  public static let pictureRoles = [
    TextRole(
      "premise-image",
      usualNames: ["premise_image", "premise_picture", "image_1_path", "image1_path", "image_1", "image1", "image_a"]),
    TextRole(
      "hypothesis-image",
      usualNames: [
        "hypothesis_image", "hypothesis_picture", "image_2_path", "image2_path", "image_2", "image2", "image_b",
      ]),
  ]

  /// `gold_label` comes first: beside it MNLI and SNLI have the labels of single annotators.
  public static let usualLabelNames = [
    "gold_label", "label", "labels", "entailment_judgment", "entailment_label", "judgment", "relation", "class", "gold",
  ]

  /// SNLI's mark for a pair on which its annotators did not agree.
  public static var missingLabel: String? { "-" }

  /// The same mark where classes are numbers, as Hugging Face has SNLI and MNLI. Another set with -1 may mean a class by it.
  public static var missingNumber: (label: String, beside: Set<String>)? { ("-1", ["0", "1", "2"]) }

  public var texts: [String] { [premise, hypothesis] }

  public init(texts: [String], pictures: [String], label: String) {
    self.init(premise: texts[0], hypothesis: texts[1], pictures: pictures, label: label)
  }
}
