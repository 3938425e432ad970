import SerfActivations
package import SerfNN
package import SerfTensor

/// An encoder-decoder transformer. The table of a joint vocabulary is the source's and the target's embedding and the output
/// layer; of separate ones the target's is both of the latter (Vaswani et al. 2017; Press, Wolf 2017). Holds no numbers.
package struct TranslationNetwork: Sendable {
  /// Of the target, and of the source where it has none of its own.
  let embedding: TokenEmbedding
  let sourceEmbedding: TokenEmbedding
  let encoder: TransformerEncoder
  let decoder: TransformerDecoder
  let outputBias: Parameter
  let embeddingDropout: Float
  package let blueprint: ParameterBlueprint

  package var layout: ParameterLayout { blueprint.layout }

  package init(_ configuration: TranslationConfiguration) throws(ModelError) {
    try configuration.validate()
    let activation: any Activation
    do { activation = try Activations.named(configuration.activation) } catch { throw .unknownActivation(error) }
    // Both were checked by validate().
    let placement = NormPlacement(rawValue: configuration.norm) ?? .pre
    let positions = PositionKind(rawValue: configuration.positions) ?? .sinusoidal
    let builder = ParameterBuilder()
    let (root, width) = (builder.root, configuration.modelWidth)
    func embedding(_ name: String, _ vocabularySize: Int) -> TokenEmbedding {
      TokenEmbedding(
        root.child(name), vocabularySize: vocabularySize, width: width, positions: positions,
        // One more than the longest sentence: its end, or the beginning before it.
        positionCount: configuration.maxTokens + 1, wordDropout: Float(configuration.wordDropout))
    }
    self.embedding = embedding("embedding", configuration.vocabularySize)
    sourceEmbedding =
      configuration.sourceVocabularySize.map { embedding("source_embedding", $0) } ?? self.embedding
    encoder = TransformerEncoder(
      root.child("encoder"), width: width, headCount: configuration.heads,
      innerWidth: configuration.feedForwardWidth, layerCount: configuration.encoderLayers, activation: activation,
      isGated: configuration.gatedFeedForward, placement: placement, dropoutRate: Float(configuration.dropout))
    decoder = TransformerDecoder(
      root.child("decoder"), width: width, headCount: configuration.heads,
      innerWidth: configuration.feedForwardWidth, layerCount: configuration.decoderLayers, activation: activation,
      isGated: configuration.gatedFeedForward, placement: placement, dropoutRate: Float(configuration.dropout))
    outputBias = root.parameter("output.bias", columns: configuration.vocabularySize, .zeros)
    embeddingDropout = Float(configuration.embeddingDropout)
    blueprint = builder.blueprint
  }
}

// MARK: - Passes
extension TranslationNetwork {
  private func enter(
    _ tokens: Indices, places: Indices, _ embedding: TokenEmbedding, on tape: inout Tape
  ) -> Tensor {
    tape.dropout(embedding(tokens, places: places, on: &tape), rate: embeddingDropout)
  }

  /// The states of the encoder, [M, D].
  package func states(of source: PackedSentences, on tape: inout Tape) -> Tensor {
    encoder(
      enter(source.tokens.view, places: source.places.view, sourceEmbedding, on: &tape), starts: source.starts.view,
      on: &tape)
  }

  /// The loss of whole pairs; gradients are those of the sum times `scale`.
  package func loss(of batch: PairBatch, smoothing: Float, scale: Float, on tape: inout Tape) -> Loss {
    let memory = decoder.memory(of: states(of: batch.source, on: &tape), on: &tape)
    let starts = batch.target.starts.view
    let states = decoder(
      enter(batch.target.tokens.view, places: batch.target.places.view, embedding, on: &tape),
      past: .sequences(starts: starts), memory: memory,
      rows: MemoryRows(queryStarts: starts, keyStarts: batch.source.starts.view), on: &tape)
    return tape.outputCrossEntropy(
      states, weight: embedding.table, bias: outputBias, labels: batch.labels.view, smoothing: smoothing, scale: scale)
  }

  /// Keys and values of each decoder block for some sources: what all steps of decoding read.
  package func memory(of source: PackedSentences, on tape: inout Tape) -> [Tensor] {
    let mark = tape.mark
    let memory = decoder.memory(of: states(of: source, on: &tape), on: &tape)
    tape.release(since: mark, except: memory)
    return memory
  }

  package func makeCache() -> DecoderCache { DecoderCache(blockCount: decoder.blockCount) }

  /// The states of one row a hypothesis, [rows, D], after the cache's steps before.
  package func step(
    _ tokens: Indices, places: Indices, cache: DecoderCache, memory: [Tensor], rows: MemoryRows, on tape: inout Tape
  ) -> Tensor {
    decoder(
      enter(tokens, places: places, embedding, on: &tape), past: .steps(cache), memory: memory, rows: rows, on: &tape)
  }

  /// The most probable next tokens of each row.
  package func topTokens(
    _ states: Tensor, count: Int, allowed: [AllowedOutputs], on tape: inout Tape
  ) -> TopOutputs {
    tape.topOutputs(states, weight: embedding.table, bias: outputBias, count: count, allowed: allowed)
  }

  /// A next token for each row, drawn by chance.
  package func sampledTokens(
    _ states: Tensor, _ sampling: OutputSampling, allowed: [AllowedOutputs], draws: [Double], on tape: inout Tape
  ) -> TopOutputs {
    tape.sampledOutputs(
      states, weight: embedding.table, bias: outputBias, allowed: allowed, sampling: sampling, draws: draws)
  }
}
