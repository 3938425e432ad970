import SerfActivations
package import SerfNN
package import SerfTensor

/// An encoder and a decoder: a transformer, or LSTMs with attention. The table of a joint vocabulary is the source's and
/// the target's embedding and the output layer; of separate ones the target's is both of the latter (Vaswani et al. 2017;
/// Press, Wolf 2017). Untied they are three. Holds no numbers.
package struct TranslationNetwork: Sendable {
  /// Of the target; of the source and the output, too, where they have none of their own.
  let embedding: TokenEmbedding
  let sourceEmbedding: TokenEmbedding
  let layers: Layers
  let outputWeight: Parameter
  let outputBias: Parameter
  let embeddingDropout: Float
  package let blueprint: ParameterBlueprint

  package var layout: ParameterLayout { blueprint.layout }

  enum Layers: Sendable {
    case transformer(TransformerEncoder, TransformerDecoder)
    case lstm(LSTM, RecurrentDecoder)
  }

  package init(_ configuration: TranslationConfiguration) throws(ModelError) {
    try configuration.validate()
    let activation: any Activation
    do { activation = try Activations.named(configuration.activation) } catch { throw .unknownActivation(error) }
    let builder = ParameterBuilder()
    let root = builder.root
    func embedding(_ name: String, _ vocabularySize: Int) -> TokenEmbedding {
      TokenEmbedding(
        root.child(name), vocabularySize: vocabularySize, width: configuration.modelWidth,
        positions: configuration.positionKind,
        // One more than the longest sentence: its end, or the beginning before it.
        positionCount: configuration.maxTokens + 1, wordDropout: Float(configuration.wordDropout))
    }
    let vocabularySize = configuration.vocabularySize
    let isTied = configuration.tiedEmbeddings ?? true
    self.embedding = embedding("embedding", vocabularySize)
    sourceEmbedding =
      (configuration.sourceVocabularySize ?? (isTied ? nil : vocabularySize)).map { embedding("source_embedding", $0) }
      ?? self.embedding
    layers =
      switch configuration.architecture {
      case .transformer: Self.transformer(configuration, activation, root)
      case .lstm: Self.lstm(configuration, activation, root)
      }
    outputWeight =
      isTied
      ? self.embedding.table
      : root.parameter(
        "output.weight", rows: vocabularySize, columns: configuration.modelWidth, .weight(gain: 1))
    outputBias = root.parameter("output.bias", columns: vocabularySize, .zeros)
    embeddingDropout = Float(configuration.embeddingDropout)
    blueprint = builder.blueprint
  }

  private static func transformer(
    _ configuration: TranslationConfiguration, _ activation: any Activation, _ root: ParameterScope
  ) -> Layers {
    let shape = TransformerShape(
      width: configuration.modelWidth, headCount: configuration.heads, innerWidth: configuration.feedForwardWidth,
      activation: activation, isGated: configuration.gatedFeedForward,
      placement: NormPlacement(rawValue: configuration.norm) ?? .pre, dropout: configuration.blockDropout)
    return .transformer(
      TransformerEncoder(root.child("encoder"), shape, layerCount: configuration.encoderLayers),
      TransformerDecoder(root.child("decoder"), shape, layerCount: configuration.decoderLayers))
  }

  private static func lstm(
    _ configuration: TranslationConfiguration, _ activation: any Activation, _ root: ParameterScope
  ) -> Layers {
    let (width, dropout) = (configuration.modelWidth, Float(configuration.dropout))
    let encoder = LSTM(
      root.child("encoder"), inputWidth: width, hiddenWidth: width / 2, layerCount: configuration.encoderLayers,
      isBidirectional: true, dropoutRate: dropout)
    let decoder = RecurrentDecoder(
      root.child("decoder"), width: width, headCount: configuration.heads, innerWidth: configuration.feedForwardWidth,
      layerCount: configuration.decoderLayers, activation: activation, dropoutRate: dropout)
    return .lstm(encoder, decoder)
  }
}

// MARK: - Training
extension TranslationNetwork {
  /// Wider models take fewer rows at a time: their products are near their peak with these, too.
  private static let wide = 256

  /// Tokens of a shard that are taken at once: enough rows for products near their peak, and few enough that what a block
  /// hands on stays in the core's outer cache. An LSTM takes a row a sentence and step.
  package var pieceTokens: Int {
    switch layers {
    case .transformer: embedding.table.columns > Self.wide ? 256 : 512
    case .lstm: 2048
    }
  }

  private func enter(_ sentences: PackedSentences, _ embedding: TokenEmbedding, on tape: inout Tape) -> Tensor {
    enter(sentences.tokens.view, places: sentences.places.view, embedding, on: &tape)
  }

  private func enter(
    _ tokens: Indices, places: Indices, _ embedding: TokenEmbedding, on tape: inout Tape
  ) -> Tensor {
    tape.dropout(embedding(tokens, places: places, on: &tape), rate: embeddingDropout)
  }

  /// The loss of whole pairs; gradients are those of the sum times `scale`.
  package func loss(of batch: PairBatch, smoothing: Float, scale: Float, on tape: inout Tape) -> Loss {
    let memory = memory(ofStates: batch.source, on: &tape)
    let x = enter(batch.target, embedding, on: &tape)
    let states =
      switch layers {
      case .transformer(_, let decoder): transformerStates(x, batch, memory, decoder, on: &tape)
      case .lstm(_, let decoder): recurrentStates(x, batch, memory[0], decoder, on: &tape)
      }
    return tape.outputCrossEntropy(
      states, weight: outputWeight, bias: outputBias, labels: batch.labels.view, smoothing: smoothing, scale: scale)
  }

  private func transformerStates(
    _ x: Tensor, _ batch: PairBatch, _ memory: [Tensor], _ decoder: TransformerDecoder, on tape: inout Tape
  ) -> Tensor {
    let starts = batch.target.starts.view
    return decoder(
      x, past: .sequences(starts: starts), memory: memory,
      rows: MemoryRows(queryStarts: starts, keyStarts: batch.source.starts.view), on: &tape)
  }

  /// Step after step, each of the sentences that are not over yet.
  private func recurrentStates(
    _ x: Tensor, _ batch: PairBatch, _ memory: Tensor, _ decoder: RecurrentDecoder, on tape: inout Tape
  ) -> Tensor {
    let order = batch.target.inOrderOfTime()
    let (all, counting) = (order.rows.view, order.counting.view)
    var (state, outputs) = (RecurrentDecoder.State?.none, [Tensor]())
    for step in 0..<order.stepCount {
      let range = order.range(of: step)
      if let last = state, last.output.rows > range.count {
        state = last.rows(counting.range(0..<range.count), on: &tape)
      }
      let next = decoder.step(
        tape.gather(x, rows: all.range(range)), after: state, memory: memory,
        rows: MemoryRows(
          queryStarts: counting.range(0..<range.count + 1), keyStarts: batch.source.starts.view,
          sources: order.sentences.view.range(0..<range.count)), on: &tape)
      outputs.append(next.output)
      state = next
    }
    return tape.gather(tape.stacked(outputs), rows: order.places.view)
  }

  /// The states of the encoder, [M, D].
  private func states(of source: PackedSentences, on tape: inout Tape) -> Tensor {
    let x = enter(source, sourceEmbedding, on: &tape)
    switch layers {
    case .transformer(let encoder, _): return encoder(x, starts: source.starts.view, on: &tape)
    case .lstm(let encoder, _):
      let order = source.inOrderOfTime()
      let states = encoder(
        tape.gather(x, rows: order.rows.view), stepStarts: order.stepStarts.view, on: &tape)
      return tape.gather(states, rows: order.places.view)
    }
  }

  private func memory(ofStates source: PackedSentences, on tape: inout Tape) -> [Tensor] {
    let states = states(of: source, on: &tape)
    switch layers {
    case .transformer(_, let decoder): return decoder.memory(of: states, on: &tape)
    case .lstm(_, let decoder): return [decoder.memory(of: states, on: &tape)]
    }
  }
}

// MARK: - Decoding
extension TranslationNetwork {
  /// Keys and values for each part of the decoder that looks at sources: what all steps of decoding read.
  package func memory(of source: PackedSentences, on tape: inout Tape) -> [Tensor] {
    let mark = tape.mark
    let memory = memory(ofStates: source, on: &tape)
    tape.release(since: mark, except: memory)
    return memory
  }

  package func makeHistory() -> DecoderHistory {
    switch layers {
    case .transformer(_, let decoder): .transformer(DecoderCache(blockCount: decoder.blockCount))
    case .lstm: .lstm(RecurrentMemory())
    }
  }

  /// The states of one row a hypothesis, [rows, D], after the steps before.
  /// - Parameter history: of ``makeHistory()``, its step begun.
  package func step(
    _ tokens: Indices, places: Indices, history: DecoderHistory, memory: [Tensor], rows: MemoryRows,
    on tape: inout Tape
  ) -> Tensor {
    let x = enter(tokens, places: places, embedding, on: &tape)
    switch (layers, history) {
    case (.transformer(_, let decoder), .transformer(let cache)):
      return decoder(x, past: .steps(cache), memory: memory, rows: rows, on: &tape)
    case (.lstm(_, let decoder), .lstm(let past)):
      let state = decoder.step(x, after: past.previous(on: &tape), memory: memory[0], rows: rows, on: &tape)
      past.state = state
      return state.output
    case (.transformer, .lstm), (.lstm, .transformer):
      preconditionFailure("a history of another network")
    }
  }

  /// The most probable next tokens of each row.
  package func topTokens(
    _ states: Tensor, count: Int, allowed: [AllowedOutputs], on tape: inout Tape
  ) -> TopOutputs {
    tape.topOutputs(states, weight: outputWeight, bias: outputBias, count: count, allowed: allowed)
  }

  /// A next token for each row, drawn by chance.
  package func sampledTokens(
    _ states: Tensor, _ sampling: OutputSampling, allowed: [AllowedOutputs], draws: [Double], on tape: inout Tape
  ) -> TopOutputs {
    tape.sampledOutputs(
      states, weight: outputWeight, bias: outputBias, allowed: allowed, sampling: sampling, draws: draws)
  }
}
