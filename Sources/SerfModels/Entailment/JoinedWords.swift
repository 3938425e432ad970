import SerfNN
import SerfTensor

/// The tokens of a pair as rows of one sequence: their vectors, positions that count from 0 in each text, so that what
/// stands at the same place looks alike, and segment embeddings.
struct JoinedWords: Sendable {
  let embedding: Embedding
  /// One row a side, or one a kind of token where the network is told which tokens stand in both texts.
  let segments: Parameter
  let tellsMatches: Bool

  init(_ scope: ParameterScope, _ configuration: EntailmentConfiguration) {
    // One position more, for the separator.
    embedding = Embedding(scope, configuration, positionCount: configuration.maxTokens + 1)
    tellsMatches = configuration.matchFeatures
    segments = scope.parameter(
      "segments", rows: tellsMatches ? 4 : 2, columns: configuration.modelWidth, .normal(deviation: 0.1))
  }

  /// - Returns: [N, D].
  func callAsFunction(_ batch: TextBatch, on tape: inout Tape) -> Tensor {
    let words = embedding(batch.tokens.view, positions: batch.positions.view, on: &tape)
    return tape.adding(segments, rows: tellsMatches ? batch.kinds.view : batch.sides.view, to: words)
  }
}
