import SerfActivations
import SerfNN
package import SerfTensor

/// Both texts of a pair as one sequence through one transformer (Devlin et al. 2019, from scratch): premise, separator,
/// hypothesis, with segment embeddings. The rows of each text are pooled by themselves, and of u and v comes
/// [u; v; |u - v|; u ∗ v].
package struct CrossTransformerEncoder: PairEncoder {
  let words: JoinedWords
  let body: TransformerEncoder
  let pooling: Pooling
  let embeddingDropout: Float

  package var layout: PackedLayout { PackedLayout(order: .sequenceMajor, joinsTexts: true) }
  package var wordTable: Parameter? { words.embedding.table }
  package var outputWidth: Int { 4 * pooling.outputWidth }

  init(_ root: ParameterScope, _ configuration: EntailmentConfiguration, activation: any Activation) {
    words = JoinedWords(root.child("embedding"), configuration)
    body = TransformerEncoder(root.child("encoder"), configuration, activation: activation)
    pooling = Pooling(root.child("pooling"), configuration, width: configuration.modelWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let input = tape.dropout(words(batch, on: &tape), rate: embeddingDropout)
    let states = body(input, starts: batch.starts.view, on: &tape)
    let pooled = pooling(
      states, segments: batch.textSegments.view, sequences: 2 * batch.exampleCount, on: &tape)
    return tape.pairFeatures(ofHalves: pooled)
  }
}
