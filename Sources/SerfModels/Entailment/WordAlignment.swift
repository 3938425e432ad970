import SerfTensor

/// What each word of a hypothesis is aligned with in its premise.
public struct WordAlignment: Hashable, Sendable {
  public let premise: [String]
  public let hypothesis: [String]
  /// For each word of the hypothesis the share that each word of the premise has in what it is compared with:
  /// hypothesis.count rows of premise.count shares that add up to 1.
  public let weights: [[Double]]
}

extension EntailmentClassifier {
  /// Whether the network aligns words, so that ``alignment(premise:hypothesis:)`` has something to show.
  public var alignsWords: Bool { obstacle == nil }

  /// Why the network has no alignment to show, after its name; nil where it has one.
  package var obstacle: String? {
    let configuration = model.configuration
    if configuration.architecture != .crossAttention { return "is \(configuration.architectureName)" }
    if configuration.pictures != nil { return "looks at pictures too" }
    return configuration.hypothesisOnly ? "is shown hypotheses alone" : nil
  }

  /// What the words of a hypothesis are aligned with in a premise: of a word of several tokens the sum in the premise, and
  /// the mean in the hypothesis.
  /// - Returns: nil where either text is empty or has more tokens than the model takes, or the network aligns none.
  public func alignment(premise: String, hypothesis: String) throws(ModelError) -> WordAlignment? {
    guard alignsWords else { return nil }
    let (first, second) = (
      try WordTokens(premise, model.preparation.tokenizer), try WordTokens(hypothesis, model.preparation.tokenizer)
    )
    guard !first.words.isEmpty, !second.words.isEmpty,
      max(first.ids.count, second.ids.count) <= model.preparation.maxTokens
    else { return nil }
    let probe = AttentionProbe()
    var tape = Tape(parameters: model.parameters)
    tape.attentionProbe = probe
    tape.begin(.evaluation)
    let batch = TextBatch()
    batch.fill(from: try model.encode([[premise, hypothesis]]).texts, examples: [0], as: model.network.packing)
    _ = model.network.logits(of: batch, on: &tape)
    return WordAlignment(
      premise: first.words, hypothesis: second.words, weights: second.mean(probe.weights[1].map(first.sums)))
  }
}
