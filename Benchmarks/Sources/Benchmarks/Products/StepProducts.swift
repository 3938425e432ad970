import SerfModels

/// Every product of one training step, in the shapes that the operations of SerfTensor call with an unsharded batch.
struct StepProducts {
  private(set) var products: [Product] = []
  private let lengths: [Int]
  private var tokens: Int { lengths.reduce(0, +) }
  private typealias Sizes = PeerSizes

  /// - Parameter lengths: of the batch's texts. Unit: tokens.
  init(_ architecture: PeerSizes.Architecture, lengths: [Int]) {
    self.lengths = lengths
    switch architecture {
    case .average:
      addDense(from: Sizes.width, to: Sizes.hidden)
    case .bilstm:
      for layer in 0..<Sizes.layers {
        addLSTMLayer(inputWidth: layer == 0 ? Sizes.width : 2 * Sizes.hidden)
      }
      addDense(from: 4 * Sizes.hidden, to: Sizes.hidden)
    case .transformer:
      for _ in 0..<Sizes.layers { addBlock() }
      addDense(from: Sizes.width, to: Sizes.innerWidth)
    }
  }

  /// The dense block and the output behind the encoder.
  private mutating func addDense(from width: Int, to inner: Int) {
    addLinear(rows: lengths.count, from: width, to: inner)
    addLinear(rows: lengths.count, from: inner, to: 2)
  }

  /// y = x · Wᵀ, dW += dyᵀ · x and dx = dy · W.
  private mutating func addLinear(rows: Int, from width: Int, to outer: Int) {
    add(.wide, m: rows, n: outer, k: width, transposeSecond: true)
    add(.wide, m: outer, n: width, k: rows, transposeFirst: true, accumulate: true)
    add(.wide, m: rows, n: width, k: outer)
  }

  private mutating func add(
    _ group: Product.Group, m: Int, n: Int, k: Int, transposeFirst: Bool = false, transposeSecond: Bool = false,
    accumulate: Bool = false, strides: (Int?, Int?, Int?) = (nil, nil, nil)
  ) {
    products.append(
      Product(
        group: group, m: m, n: n, k: k, transposeFirst: transposeFirst, transposeSecond: transposeSecond,
        accumulate: accumulate, strides: strides))
  }
}

// MARK: - LSTM
extension StepProducts {
  /// Both directions of a layer: the gates' inputs at once, the recurrent part a time step at a time.
  private mutating func addLSTMLayer(inputWidth: Int) {
    let (hidden, gates) = (PeerSizes.hidden, 4 * PeerSizes.hidden)
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

// MARK: - Transformer
extension StepProducts {
  private mutating func addBlock() {
    let width = PeerSizes.width
    addLinear(rows: tokens, from: width, to: 3 * width)
    for length in lengths {
      for _ in 0..<PeerSizes.heads { addHead(length: length) }
    }
    addLinear(rows: tokens, from: width, to: width)
    addLinear(rows: tokens, from: width, to: PeerSizes.innerWidth)
    addLinear(rows: tokens, from: PeerSizes.innerWidth, to: width)
  }

  /// Scores, output, and their gradients: dV, the weights', dQ and dK.
  private mutating func addHead(length: Int) {
    let (width, depth) = (PeerSizes.width, PeerSizes.width / PeerSizes.heads)
    let packed = 3 * width
    add(.attention, m: length, n: length, k: depth, transposeSecond: true, strides: (packed, packed, nil))
    add(.attention, m: length, n: depth, k: length, strides: (nil, packed, width))
    add(.attention, m: length, n: depth, k: length, transposeFirst: true, strides: (nil, width, packed))
    add(.attention, m: length, n: length, k: depth, transposeSecond: true, strides: (width, packed, nil))
    add(.attention, m: length, n: depth, k: length, strides: (nil, packed, packed))
    add(.attention, m: length, n: depth, k: length, transposeFirst: true, strides: (nil, packed, packed))
  }
}
