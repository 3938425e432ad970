import SerfActivations
import SerfNN
package import SerfTensor

/// Each picture by itself through one transformer, and of a pair [u; v; |u - v|; u ∗ v], as siamese encoders of texts
/// have it.
package struct PicturePairEncoder: PairEncoder {
  let embedding: PatchEmbedding
  let body: TransformerEncoder
  let pooling: Pooling
  let embeddingDropout: Float

  package var layout: PackedLayout {
    var layout = PackedLayout(order: .sequenceMajor)
    layout.pictures = .apart
    return layout
  }
  package var wordTable: Parameter? { nil }
  package var outputWidth: Int { 4 * pooling.outputWidth }

  init(
    _ root: ParameterScope, _ configuration: EntailmentConfiguration, _ pictures: PictureConfiguration,
    activation: any Activation
  ) {
    let scope = root.child("pictures")
    embedding = PatchEmbedding(scope.child("embedding"), configuration, pictures)
    body = TransformerEncoder(scope.child("encoder"), configuration, activation: activation)
    pooling = Pooling(scope.child("pooling"), configuration, width: configuration.modelWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let patches = batch.patches
    let rows = tape.dropout(embedding(patches, on: &tape), rate: embeddingDropout)
    let states = body(rows, starts: patches.starts.view, on: &tape)
    let pooled = pooling(states, segments: patches.segments.view, sequences: patches.pictureCount, on: &tape)
    return tape.pairFeatures(ofHalves: pooled)
  }
}
