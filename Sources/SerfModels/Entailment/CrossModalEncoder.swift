import SerfActivations
import SerfNN
package import SerfTensor

/// Words and patches of a pair as one sequence through one transformer, so that every word may look at every patch. The
/// rows of each text and of each picture are pooled by themselves. The features [u; v; |u - v|; u ∗ v] are taken of each
/// text with its picture, of the hypothesis with the premise's picture, and of the two pictures; of patches alone, of these.
///
/// Pooled by side, words and patches together, no word is multiplied with the patches of its own picture: relations were
/// then not learned in 30 epochs of the bundled pictures.
package struct CrossModalEncoder: PairEncoder {
  /// Nil where pictures are read alone.
  let words: JoinedWords?
  let patches: PatchEmbedding
  let body: TransformerEncoder
  let pooling: Pooling
  let embeddingDropout: Float

  package var layout: PackedLayout {
    var layout = PackedLayout(order: .sequenceMajor, joinsTexts: true)
    layout.pictures = words == nil ? .joined : .behindTexts
    return layout
  }
  package var wordTable: Parameter? { words?.embedding.table }
  package var outputWidth: Int { (words == nil ? 4 : 16) * pooling.outputWidth }

  init(
    _ root: ParameterScope, _ configuration: EntailmentConfiguration, _ pictures: PictureConfiguration,
    activation: any Activation
  ) {
    words = pictures.modalities == .both ? JoinedWords(root.child("embedding"), configuration) : nil
    patches = PatchEmbedding(root.child("pictures"), configuration, pictures)
    body = TransformerEncoder(root.child("encoder"), configuration, activation: activation)
    pooling = Pooling(root.child("pooling"), configuration, width: configuration.modelWidth)
    embeddingDropout = Float(configuration.embeddingDropout)
  }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let places = batch.patches
    let shown = patches(places, on: &tape)
    let rows: Tensor =
      if let words {
        tape.mergingRows(
          words(batch, on: &tape), at: places.tokenRows.view, shown, at: places.patchRows.view)
      } else {
        tape.gather(shown, rows: places.jointPatches.view)
      }
    let states = body(
      tape.dropout(rows, rate: embeddingDropout), starts: places.jointStarts.view, on: &tape)
    let count = batch.exampleCount
    let pooled = pooling(
      states, segments: places.jointSegments.view, sequences: (words == nil ? 2 : 4) * count, on: &tape)
    guard words != nil else { return tape.pairFeatures(ofHalves: pooled) }
    let premise = tape.gather(pooled, rows: places.numbers(ofPart: 0, examples: count))
    let hypothesis = tape.gather(pooled, rows: places.numbers(ofPart: 1, examples: count))
    let premisePicture = tape.gather(pooled, rows: places.numbers(ofPart: 2, examples: count))
    let hypothesisPicture = tape.gather(pooled, rows: places.numbers(ofPart: 3, examples: count))
    let own = tape.joined(
      tape.pairFeatures(premise, premisePicture), tape.pairFeatures(hypothesis, hypothesisPicture))
    let across = tape.joined(
      tape.pairFeatures(hypothesis, premisePicture), tape.pairFeatures(premisePicture, hypothesisPicture))
    return tape.joined(own, across)
  }
}
