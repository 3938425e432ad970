import Glibc
package import SerfTensor

/// How a transformer knows where a token stands.
public enum PositionKind: String, CaseIterable, Sendable {
  /// Sines and cosines of the place (Vaswani et al. 2017, section 3.5), which know no longest sequence.
  case sinusoidal
  /// A learned vector a place.
  case learned
}

/// Embeddings of a translation model: √D · table[id] + the vector of the place, with a table that source, target
/// and output may share (Press, Wolf 2017).
package struct TokenEmbedding: Sendable {
  package let table: Parameter
  let positions: Parameter?
  let sinusoids: Sinusoids?
  let wordDropout: Float

  /// - Parameters:
  ///   - kind: nil leaves positions out.
  ///   - positionCount: places that there are at most.
  ///   - wordDropout: share of tokens whose vector is 0 in training.
  package init(
    _ scope: ParameterScope, vocabularySize: Int, width: Int, positions kind: PositionKind?, positionCount: Int,
    wordDropout: Float
  ) {
    // Of standard deviation 1 once it is scaled, and small enough for the output that shares it.
    let deviation = 1 / Double(width).squareRoot()
    table = scope.parameter("weight", rows: vocabularySize, columns: width, .normal(deviation: deviation))
    positions =
      kind == .learned
      ? scope.parameter("positions", rows: positionCount, columns: width, .normal(deviation: 0.02)) : nil
    sinusoids = kind == .sinusoidal ? Sinusoids(count: positionCount, width: width) : nil
    self.wordDropout = wordDropout
  }

  /// - Parameter places: for each id its place in its sequence.
  /// - Returns: [N, width].
  package func callAsFunction(_ ids: Indices, places: Indices, on tape: inout Tape) -> Tensor {
    let term: PositionTerm? =
      if let positions { .learned(positions, places: places) } else {
        sinusoids.map { .fixed($0.table, places: places) }
      }
    return tape.embedding(
      ids, table: table, factor: Float(table.columns).squareRoot(),
      dropout: EmbeddingDropout(wordRate: wordDropout), term: term)
  }
}

/// sin(p / 10000^(2i/D)) in the first half of the columns, cosines in the second.
package final class Sinusoids: Sendable {
  private let arena: ParameterArena
  private let parameter: Parameter

  init(count: Int, width: Int) {
    var layout = ParameterLayout()
    parameter = layout.append("sinusoids", rows: count, columns: width)
    arena = ParameterArena(layout: layout)
    let table = arena.matrix(of: parameter)
    let half = (width + 1) / 2
    for place in 0..<count {
      for column in 0..<width {
        let pair = column % half
        let angle = Double(place) / pow(10_000, 2 * Double(pair) / Double(width))
        table[place, column] = Float(column < half ? sin(angle) : cos(angle))
      }
    }
  }

  /// [count, width].
  package var table: Matrix { arena.matrix(of: parameter) }
}
