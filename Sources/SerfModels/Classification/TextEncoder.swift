package import SerfTensor

/// The body of a classifier: a batch of B texts to one vector each.
package protocol TextEncoder: Sendable {
  /// How the encoder wants its tokens to lie.
  var order: PackedOrder { get }
  /// Buckets of hashed token pairs that it reads; 0 for none.
  var pairBuckets: Int { get }
  var outputWidth: Int { get }
  /// The table of the tokens' vectors, which pretrained ones may be put into.
  var wordTable: Parameter? { get }

  /// - Returns: [B, outputWidth].
  func encode(_ batch: TextBatch, on tape: inout Tape) -> Tensor
}
