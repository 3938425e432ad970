import SerfActivations
import SerfNN
import SerfTensor

/// A layer that takes packed sequences, in a form that a test can run over any of them.
struct PackedLayer: Sendable, CustomStringConvertible {
  let description: String
  /// One row a sequence, not one a token.
  let isPooled: Bool
  let isTimeMajor: Bool
  fileprivate let make: @Sendable (ParameterScope, _ dropoutRate: Float) -> Body

  fileprivate typealias Body = (Tensor, PackedRows, inout Tape) -> Tensor

  static let width = 6

  static let all = encoders + pools + lstms

  private static let encoders = NormPlacement.allCases.map { placement in
    PackedLayer(description: "transformer, \(placement)-norm", isPooled: false, isTimeMajor: false) { scope, rate in
      let layer = TransformerEncoder(
        scope,
        TransformerShape(
          width: width, headCount: 2, innerWidth: 10, activation: Serf(), placement: placement,
          dropout: BlockDropout(rate)),
        layerCount: 2)
      return { x, rows, tape in layer(x, starts: rows.starts.view, on: &tape) }
    }
  }

  private static let pools = PoolingMethod.allCases.map { method in
    PackedLayer(description: "pooling by \(method)", isPooled: true, isTimeMajor: false) { scope, _ in
      let layer = Pooling(scope, method: method, width: width)
      return { x, rows, tape in layer(x, segments: rows.segments.view, sequences: rows.lengths.count, on: &tape) }
    }
  }

  private static let lstms = [(1, false), (2, false), (3, true)].map { layers, isBidirectional in
    PackedLayer(
      description: "LSTM, \(layers) layers\(isBidirectional ? ", both directions" : "")", isPooled: false,
      isTimeMajor: true
    ) { scope, rate in
      let layer = LSTM(
        scope, inputWidth: width, hiddenWidth: 5, layerCount: layers, isBidirectional: isBidirectional,
        dropoutRate: rate)
      return { x, rows, tape in layer(x, stepStarts: rows.starts.view, on: &tape) }
    }
  }

  /// The layer with seeded numbers.
  func built(dropoutRate: Float = 0) -> Built {
    let builder = ParameterBuilder()
    let body = make(builder.root, dropoutRate)
    let run = LayerRun(builder.blueprint)
    run.randomize(seed: 7)
    return Built(layer: self, run: run, body: body)
  }

  struct Built {
    let layer: PackedLayer
    let run: LayerRun
    fileprivate let body: Body

    /// What each of some sequences becomes when they are packed into one batch.
    /// - Parameter sequences: each [tokens, width], row by row; for an LSTM the longest first.
    func outputs(of sequences: [[Float]], mode: PassMode = .evaluation) -> [[Float]] {
      let rows = PackedRows(sequences.map { $0.count / width }, isTimeMajor: layer.isTimeMajor)
      let input = rows.places.flatMap { sequence, position in
        sequences[sequence][position * width..<(position + 1) * width]
      }
      let output = run.run(input, rows: rows.places.count, mode: mode) { x, tape in body(x, rows, &tape) }.output
      let outputRows = layer.isPooled ? sequences.count : rows.places.count
      let outputWidth = output.count / outputRows
      return sequences.indices.map { sequence in
        (0..<outputRows).filter { layer.isPooled ? $0 == sequence : rows.places[$0].sequence == sequence }
          .flatMap { output[$0 * outputWidth..<($0 + 1) * outputWidth] }
      }
    }
  }
}

/// How sequences lie in a packed batch.
struct PackedRows {
  let lengths: [Int]
  /// For each row its sequence and place in it.
  private(set) var places: [(sequence: Int, position: Int)] = []
  /// First row of each sequence, or of each time step; then the number of rows.
  let starts = IndexBuffer([0])
  let segments: IndexBuffer

  init(_ lengths: [Int], isTimeMajor: Bool) {
    self.lengths = lengths
    let outer = isTimeMajor ? lengths.max() ?? 0 : lengths.count
    for index in 0..<outer {
      if isTimeMajor {
        for sequence in lengths.indices where lengths[sequence] > index { places.append((sequence, index)) }
      } else {
        for position in 0..<lengths[index] { places.append((index, position)) }
      }
      starts.append(places.count)
    }
    segments = IndexBuffer(places.map(\.sequence))
  }
}
