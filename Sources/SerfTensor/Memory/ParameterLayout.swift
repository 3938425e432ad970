/// A named [rows, columns] range of the parameter arena: what a layer holds instead of numbers.
///
/// A vector of D is [1, D]. A row-sparse parameter (a large table of which an update touches few rows) takes gradients
/// row by row and lies behind all dense ones, so that the dense parameters are one prefix of the arena.
package struct Parameter: Hashable, Sendable {
  package let name: String
  package let rows: Int
  package let columns: Int
  package let isRowSparse: Bool
  /// First float in its part of the arena, the dense or the row-sparse one.
  package let offset: Int
  /// Place among the row-sparse parameters, in the order of the layout; 0 for a dense one.
  package let sparseIndex: Int

  package var count: Int { rows * columns }
}

/// The parameters of a model and where each lies in the arena: a dense part, then a row-sparse one.
/// - Invariant: ranges do not overlap, and each begins on a 64-byte boundary.
package struct ParameterLayout: Hashable, Sendable {
  package private(set) var parameters: [Parameter] = []
  /// Floats of the dense part, with the gaps of alignment.
  package private(set) var denseCount = 0
  /// Floats of the row-sparse part.
  package private(set) var sparseCount = 0

  package init() {}
}

// MARK: - Building
extension ParameterLayout {
  private static let alignment = AlignedBuffer.alignment / MemoryLayout<Float>.stride

  /// Places the next parameter behind those of its kind.
  /// - Precondition: the name is new; both sizes are above 0.
  package mutating func append(_ name: String, rows: Int, columns: Int, isRowSparse: Bool = false) -> Parameter {
    precondition(rows > 0 && columns > 0, "\(name) [\(rows), \(columns)]")
    precondition(parameter(named: name) == nil, "two parameters are named \(name)")
    let parameter = Parameter(
      name: name, rows: rows, columns: columns, isRowSparse: isRowSparse,
      offset: isRowSparse ? sparseCount : denseCount, sparseIndex: isRowSparse ? sparseParameters.count : 0)
    let size = (parameter.count + Self.alignment - 1) / Self.alignment * Self.alignment
    if isRowSparse { sparseCount += size } else { denseCount += size }
    parameters.append(parameter)
    return parameter
  }
}

// MARK: - Reading
extension ParameterLayout {
  /// Floats in all.
  package var count: Int { denseCount + sparseCount }

  /// Numbers that are learned, without the gaps of alignment.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  package var sparseParameters: [Parameter] { parameters.filter(\.isRowSparse) }

  package func parameter(named name: String) -> Parameter? { parameters.first { $0.name == name } }

  /// Where a parameter lies in the whole arena. Unit: floats.
  package func range(of parameter: Parameter) -> Range<Int> {
    let start = parameter.offset + (parameter.isRowSparse ? denseCount : 0)
    return start..<start + parameter.count
  }
}
