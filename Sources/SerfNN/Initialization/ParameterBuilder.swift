package import SerfTensor

/// What a parameter begins with.
package enum InitialValue: Hashable, Sendable {
  case zeros
  case ones
  case normal(deviation: Double)
  /// By the chosen ``Initializer``; gain is that of the function that follows (1 for none).
  case weight(gain: Double)
  /// A weight of several stacked blocks of rows (gates, queries and keys and values), each filled on its own.
  case stackedWeight(blocks: Int, gain: Double)
  /// Zeros but for one block of rows or columns, as the forget gate's bias of an LSTM.
  case constantBlock(Range<Int>, value: Float)
}

/// The parameters of a network: where each lies, and what it begins with.
package struct ParameterBlueprint: Sendable {
  package fileprivate(set) var layout = ParameterLayout()
  fileprivate var initialValues: [InitialValue] = []

  /// Writes the first values of all parameters. Each has a stream of its own, named by seed and name.
  package func initialize(_ arena: ParameterArena, initializer: Initializer, key: RandomKey) {
    for (parameter, initial) in zip(layout.parameters, initialValues) {
      initial.fill(arena.matrix(of: parameter), initializer: initializer, key: key.child(parameter.name))
    }
  }
}

extension InitialValue {
  fileprivate func fill(_ matrix: Matrix, initializer: Initializer, key: RandomKey) {
    switch self {
    case .zeros: matrix.fill(with: 0)
    case .ones: matrix.fill(with: 1)
    case .normal(let deviation):
      var random = RandomStream(key)
      matrix.fillNormal(deviation: deviation, &random)
    case .weight(let gain): initializer.fill(matrix, gain: gain, key: key)
    case .stackedWeight(let blocks, let gain):
      let rows = matrix.rows / blocks
      for block in 0..<blocks {
        initializer.fill(matrix.rows(block * rows..<(block + 1) * rows), gain: gain, key: key.child(block))
      }
    case .constantBlock(let range, let value):
      matrix.fill(with: 0)
      matrix.columns(range).fill(with: value)
    }
  }
}

/// Collects the parameters that layers ask for by name, in order; the dotted names are the keys of the checkpoint.
package final class ParameterBuilder {
  package private(set) var blueprint = ParameterBlueprint()

  package init() {}

  package var root: ParameterScope { ParameterScope(builder: self, prefix: "") }

  fileprivate func add(_ name: String, rows: Int, columns: Int, isRowSparse: Bool, _ initial: InitialValue) -> Parameter
  {
    blueprint.initialValues.append(initial)
    return blueprint.layout.append(name, rows: rows, columns: columns, isRowSparse: isRowSparse)
  }
}

/// The builder under a dotted prefix: what a layer gets.
package struct ParameterScope {
  fileprivate let builder: ParameterBuilder
  fileprivate let prefix: String

  /// The scope of a part, as in `encoder.0`.
  package func child(_ name: String) -> ParameterScope { ParameterScope(builder: builder, prefix: prefix + name + ".") }

  package func parameter(
    _ name: String, rows: Int = 1, columns: Int, isRowSparse: Bool = false, _ initial: InitialValue
  ) -> Parameter {
    builder.add(prefix + name, rows: rows, columns: columns, isRowSparse: isRowSparse, initial)
  }
}
