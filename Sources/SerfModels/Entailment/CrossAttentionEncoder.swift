import SerfActivations
import SerfNN
package import SerfTensor

/// Each word beside what it is aligned with in the other text: the decomposable attention of Parikh et al. 2016, and with
/// an LSTM below the alignment that of Chen et al. 2017 (ESIM).
///
/// Words (and their context) x are aligned by the products of keys f(W · x + b); each row [x; a; |x - a|; x ∗ a] is
/// compared by a dense layer with the activation; the rows of each text are pooled to maximum and mean; and of the two
/// texts, u and v, comes [u; v; |u - v|; u ∗ v].
package struct CrossAttentionEncoder: PairEncoder {
  let embedding: Embedding
  /// Which tokens stand in both texts; nil where the network is not told.
  let kinds: Parameter?
  /// Nil where words are compared without their context.
  let context: LSTM?
  let keys: Linear
  let comparison: Linear
  let pooling: Pooling
  let embeddingDropout: Float
  let dropout: Float

  package var layout: PackedLayout { PackedLayout(order: context == nil ? .sequenceMajor : .timeMajor) }
  package var wordTable: Parameter? { embedding.table }
  package var outputWidth: Int { 4 * pooling.outputWidth }

  init(_ root: ParameterScope, _ configuration: EntailmentConfiguration, activation: any Activation) {
    embedding = Embedding(root.child("embedding"), configuration)
    kinds = Self.kinds(root, configuration)
    context =
      configuration.layers == 0
      ? nil
      : LSTM(
        root.child("lstm"), inputWidth: configuration.modelWidth, hiddenWidth: configuration.hiddenWidth,
        layerCount: configuration.layers, isBidirectional: true, dropoutRate: Float(configuration.dropout))
    let width = context?.outputWidth ?? configuration.modelWidth
    keys = Linear(root.child("keys"), from: width, to: configuration.modelWidth, activation: activation)
    comparison = Linear(
      root.child("comparison"), from: 4 * width, to: configuration.hiddenWidth, activation: activation)
    pooling = Pooling(root.child("pooling"), method: .maxMean, width: configuration.hiddenWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
    dropout = Float(configuration.dropout)
  }

  /// One row a kind of token: of the premise or the hypothesis, in one text or in both.
  static func kinds(_ root: ParameterScope, _ configuration: EntailmentConfiguration) -> Parameter? {
    guard configuration.matchFeatures else { return nil }
    return root.child("embedding").parameter(
      "kinds", rows: 4, columns: configuration.modelWidth, .normal(deviation: 0.1))
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    var x = embedding(batch.tokens.view, positions: batch.positions.view, on: &tape)
    if let kinds { x = tape.adding(kinds, rows: batch.kinds.view, to: x) }
    x = tape.dropout(x, rate: embeddingDropout)
    if let context {
      x = tape.gather(context(x, stepStarts: batch.stepStarts.view, on: &tape), rows: batch.timeRows.view)
      x = tape.dropout(x, rate: dropout)
    }
    // Unlike in the paper the products are scaled: bare ones came to 1.3 points less on SICK's trial part.
    let scale = 1 / Float(keys.outputWidth).squareRoot()
    let aligned = tape.alignment(of: x, keys: keys(x, on: &tape), starts: batch.starts.view, scale: scale)
    let features = tape.dropout(tape.pairFeatures(x, aligned), rate: dropout)
    let pooled = pooling(
      comparison(features, on: &tape), segments: batch.textSegments.view, sequences: 2 * batch.exampleCount, on: &tape)
    return tape.pairFeatures(ofHalves: pooled)
  }
}
