import SerfModels

/// The products of sentiment's step at the peers' sizes.
extension StepProducts {
  /// - Parameter lengths: of the batch's texts. Unit: tokens.
  init(_ architecture: PeerSizes.Architecture, lengths: [Int]) {
    self.init()
    switch architecture {
    case .average:
      addDense(texts: lengths.count, from: PeerSizes.width, to: PeerSizes.hidden)
    case .bilstm:
      for layer in 0..<PeerSizes.layers {
        addLSTMLayer(lengths: lengths, inputWidth: layer == 0 ? PeerSizes.width : 2 * PeerSizes.hidden)
      }
      addDense(texts: lengths.count, from: 4 * PeerSizes.hidden, to: PeerSizes.hidden)
    case .transformer:
      for _ in 0..<PeerSizes.layers { addBlock(lengths: lengths) }
      addDense(texts: lengths.count, from: PeerSizes.width, to: PeerSizes.innerWidth)
    }
  }

  /// The dense block and the output behind the encoder.
  private mutating func addDense(texts: Int, from width: Int, to inner: Int) {
    addLinear(rows: texts, from: width, to: inner)
    addLinear(rows: texts, from: inner, to: 2)
  }

  private mutating func addBlock(lengths: [Int]) {
    let (width, tokens) = (PeerSizes.width, lengths.reduce(0, +))
    addSelfAttention(lengths: lengths, width: width, heads: PeerSizes.heads)
    addLinear(rows: tokens, from: width, to: PeerSizes.innerWidth)
    addLinear(rows: tokens, from: PeerSizes.innerWidth, to: width)
  }

  /// Both directions of a layer: the gates' inputs at once, the recurrent part a time step at a time.
  private mutating func addLSTMLayer(lengths: [Int], inputWidth: Int) {
    let (hidden, gates, tokens) = (PeerSizes.hidden, 4 * PeerSizes.hidden, lengths.reduce(0, +))
    let steps = (1..<(lengths.max() ?? 1)).map { step in lengths.count { $0 > step } }
    for _ in 0..<2 {
      addLinear(rows: tokens, from: inputWidth, to: gates)
      for alive in steps {
        // The states of both directions lie side by side.
        add(
          .recurrent, m: alive, n: gates, k: hidden, transposeSecond: true, accumulate: true,
          strides: (2 * hidden, nil, nil))
        add(.recurrent, m: alive, n: hidden, k: gates)
      }
      add(.wide, m: gates, n: hidden, k: tokens, transposeFirst: true, accumulate: true)
    }
  }
}
