import SerfTensor

/// Where a model looks in a source while it says a translation, word by word.
public struct AttentionGrid: Hashable, Sendable {
  /// The words of the source; what follows them is its end.
  public let source: [String]
  /// The words of the translation; what follows them is its end.
  public let target: [String]
  /// For each word of the translation, and its end, the share of its attention that each word of the source, and its end,
  /// has: target.count + 1 rows of source.count + 1 shares that add up to 1.
  public let weights: [[Double]]
}

extension Translator {
  /// Where the model looks in a source while it says a translation of it.
  ///
  /// The attention is the mean of the heads of the decoder's last block but one (of one block, that one): there it is
  /// nearest to an alignment (Garg et al. 2019, section 4.1). Of a word of several tokens it is the sum in the source, and
  /// the mean in the translation.
  /// - Returns: nil where either text is empty, or has more tokens than the model takes.
  public func attention(in source: String, saying translation: String) throws(ModelError) -> AttentionGrid? {
    let (source, target) = (
      try WordTokens(source, model.preparation.tokenizers.source),
      try WordTokens(translation, model.preparation.tokenizers.target)
    )
    guard !source.words.isEmpty, !target.words.isEmpty,
      max(source.ids.count, target.ids.count) <= model.preparation.maxTokens
    else { return nil }
    let all = model.attention(source.ids, saying: target.ids)
    // Behind the tokens stands the end, of the source in each row, and of the translation in a row of its own.
    let rows = all[max(0, all.count - 2)].map { source.sums($0) + [$0[source.ids.count]] }
    return AttentionGrid(
      source: source.words, target: target.words, weights: target.mean(rows) + [rows[target.ids.count]])
  }
}

extension TranslationModel {
  /// The attention of each block of the decoder to the source and its end, [target tokens and the end][source tokens and
  /// the end].
  package func attention(_ source: [Int32], saying target: [Int32]) -> [[[Double]]] {
    let batch = PairBatch(special: preparation.special)
    batch.append(source: source[...], target: target[...])
    let probe = AttentionProbe()
    var tape = Tape(parameters: parameters)
    tape.attentionProbe = probe
    tape.begin(.evaluation)
    _ = network.loss(of: batch, smoothing: 0, scale: 1, on: &tape)
    switch network.layers {
    case .transformer: return probe.weights
    // A look a step, one row each.
    case .lstm: return [probe.weights.flatMap(\.self)]
    }
  }
}
