package import SerfTensor

/// Each text to one vector by the same encoder, u and v, and of a pair [u; v; |u - v|; u ∗ v] (Conneau et al. 2017). All
/// 2B texts of a batch go through the encoder at once.
package struct SiameseEncoder: PairEncoder {
  let encoder: any TextEncoder

  package var layout: PackedLayout { encoder.layout }
  package var wordTable: Parameter? { encoder.wordTable }
  package var outputWidth: Int { 4 * encoder.outputWidth }

  package func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    tape.pairFeatures(ofHalves: encoder.encode(batch, on: &tape))
  }
}
