import SerfTensor

/// A parameter that a test's layout is to have.
struct ParameterRequest {
  let name: String
  let rows: Int
  let columns: Int
  var isRowSparse = false

  init(_ name: String, rows: Int, columns: Int, isRowSparse: Bool = false) {
    (self.name, self.rows, self.columns, self.isRowSparse) = (name, rows, columns, isRowSparse)
  }
}

extension ParameterLayout {
  /// The requests in their order.
  init(_ requests: [ParameterRequest]) {
    self.init()
    for request in requests {
      _ = append(request.name, rows: request.rows, columns: request.columns, isRowSparse: request.isRowSparse)
    }
  }
}
