/// A named [rows, columns] range of the parameter arena: what a layer holds instead of numbers.
///
/// A vector of D is [1, D]. A row-sparse parameter (a large table of which an update touches few rows) takes gradients
/// row by row and lies behind all dense ones, so that the dense parameters are one prefix of the arena.
package struct Parameter: Hashable, Sendable {
  package let name: String
  package let rows: Int
  package let columns: Int
  package let isRowSparse: Bool
  /// First float in the arena.
  package let offset: Int
  /// Place among the row-sparse parameters, in the order of the layout.
  package let sparseIndex: Int

  package var count: Int { rows * columns }
  package var range: Range<Int> { offset..<offset + count }
}

/// The parameters of a model and where each lies in the arena.
/// - Invariant: ranges do not overlap, each begins on a 64-byte boundary, dense ones first.
package struct ParameterLayout: Hashable, Sendable {
  package let parameters: [Parameter]
  /// Floats of the dense prefix, with the gaps of alignment.
  package let denseCount: Int
  /// Floats in all.
  package let count: Int

  package var sparseParameters: [Parameter] { parameters.filter(\.isRowSparse) }

  /// Numbers that are learned, without the gaps of alignment.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  package func parameter(named name: String) -> Parameter? { parameters.first { $0.name == name } }
}

/// What a layer asks for before its place is known.
package struct ParameterRequest: Hashable, Sendable {
  package let name: String
  package let rows: Int
  package let columns: Int
  package let isRowSparse: Bool

  package init(_ name: String, rows: Int, columns: Int, isRowSparse: Bool = false) {
    precondition(rows > 0 && columns > 0, "\(name) [\(rows), \(columns)]")
    self.name = name
    self.rows = rows
    self.columns = columns
    self.isRowSparse = isRowSparse
  }
}

extension ParameterLayout {
  private static let alignment = AlignedBuffer.alignment / MemoryLayout<Float>.stride

  /// Places the requests in their order, dense ones before row-sparse ones.
  package init(_ requests: [ParameterRequest]) {
    precondition(Set(requests.map(\.name)).count == requests.count, "two parameters of one name")
    var end = 0
    var sparse = 0
    var placed: [Parameter] = []
    func place(_ request: ParameterRequest) {
      placed.append(
        Parameter(
          name: request.name, rows: request.rows, columns: request.columns, isRowSparse: request.isRowSparse,
          offset: end, sparseIndex: sparse))
      end += (request.rows * request.columns + Self.alignment - 1) / Self.alignment * Self.alignment
      if request.isRowSparse { sparse += 1 }
    }
    for request in requests where !request.isRowSparse { place(request) }
    denseCount = end
    for request in requests where request.isRowSparse { place(request) }
    count = end
    parameters = placed
  }
}
