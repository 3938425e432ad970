package import SerfTensor

/// What a decoder that goes step by step remembers of the steps before.
package enum DecoderHistory {
  case transformer(DecoderCache)
  case lstm(RecurrentMemory)

  /// Begins a step.
  /// - Parameter parents: for each row of this step the row of the last step that it goes on from; for the first step one
  ///   entry, of any value, a row.
  package func beginStep(parents: [Int]) {
    switch self {
    case .transformer(let cache): cache.beginStep(parents: parents)
    case .lstm(let memory): memory.beginStep(parents: parents)
    }
  }

  /// The tensors of the present step, which the next one needs.
  package var newest: [Tensor] {
    switch self {
    case .transformer(let cache): cache.newest
    case .lstm(let memory): memory.state?.tensors ?? []
    }
  }
}
