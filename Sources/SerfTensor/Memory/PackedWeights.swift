import Synchronization

/// Weights of a model that no longer change, packed as second factors x · Wᵀ when they are first used. A decoder multiplies
/// few rows a step: to pack the weights for each of them was a sixth of its work. They take their memory once more.
final class PackedWeights: Sendable {
  /// By the weight's place among the dense parameters.
  private let panels = Mutex<[Int: Panels]>([:])

  /// - Invariant (`@unchecked Sendable`): written before anyone else knows of it, then read alone.
  private final class Panels: @unchecked Sendable {
    let buffer: AlignedBuffer

    init(of factor: ProductFactor) {
      buffer = AlignedBuffer(count: factor.panelCount)
      _ = factor.packed(into: matrix)
    }

    var matrix: Matrix { unsafe Matrix(base: buffer.base, rows: 1, columns: buffer.count) }
  }

  /// - Parameter weight: its numbers [n, k], the same at every call.
  func factor(_ parameter: Parameter, _ weight: Matrix) -> ProductFactor {
    precondition(!parameter.isRowSparse, "\(parameter.name), a table of rows, as a factor")
    let factor = ProductFactor(weight, isTransposed: true)
    guard MatrixProducts.hasTiles else { return factor }
    let panels = panels.withLock { known in
      if let panels = known[parameter.offset] { return panels }
      let panels = Panels(of: factor)
      known[parameter.offset] = panels
      return panels
    }
    return factor.with(panels.matrix)
  }
}
