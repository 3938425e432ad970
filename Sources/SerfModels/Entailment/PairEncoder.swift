package import SerfTensor

/// The body of an entailment network: the B pairs of a batch to one vector each.
package protocol PairEncoder: Sendable {
  /// How the encoder wants its tokens to lie.
  var layout: PackedLayout { get }
  var outputWidth: Int { get }
  /// The table of the tokens' vectors, which pretrained ones may be put into.
  var wordTable: Parameter? { get }

  /// - Returns: [B, outputWidth].
  func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor
}
