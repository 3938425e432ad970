import SerfTensor
import Testing

@Suite("Matrix views")
struct MatrixTests {
  @Test("slices of rows and columns see the same memory")
  func slices() {
    withMatrices([(3, 4, (0..<12).map(Float.init)), (2, 3, [1, 2, 3, 4, 5, 6])]) { matrices in
      let matrix = matrices[0]
      let slice = matrix.rows(1..<3).columns(1..<3)
      #expect(slice.elements == [5, 6, 9, 10])
      #expect(!slice.isContiguous && slice.stride == 4)
      #expect(matrix.rows(1..<2).columns(1..<3).isContiguous)
      slice.fill(with: [50, 60, 90, 100])
      #expect(matrix.elements == [0, 1, 2, 3, 4, 50, 60, 7, 8, 90, 100, 11])
      slice.fill(with: 0)
      #expect(matrix.elements == [0, 1, 2, 3, 4, 0, 0, 7, 8, 0, 0, 11])
      slice.copy(from: matrices[1].columns(1..<3))
      #expect(matrix.elements == [0, 1, 2, 3, 4, 2, 3, 7, 8, 5, 6, 11])
      #expect(matrix.reshaped(rows: 2, columns: 6)[1, 0] == 3)
    }
  }

  @Test("an element, a slice or a shape outside the view stops the program")
  func bounds() async {
    await #expect(processExitsWith: .failure) { withMatrices([(2, 2, [0, 0, 0, 0])]) { _ = $0[0][0, 2] } }
    await #expect(processExitsWith: .failure) { withMatrices([(2, 2, [0, 0, 0, 0])]) { _ = $0[0].rows(1..<3) } }
    await #expect(processExitsWith: .failure) { withMatrices([(2, 2, [0, 0, 0, 0])]) { _ = $0[0].columns(1..<3) } }
    await #expect(processExitsWith: .failure) {
      withMatrices([(2, 2, [0, 0, 0, 0])]) { _ = $0[0].columns(0..<1).reshaped(rows: 1, columns: 2) }
    }
  }
}

/// Lends matrices with the given shapes and contents.
func withMatrices<R>(_ contents: [(rows: Int, columns: Int, values: [Float])], _ body: ([Matrix]) -> R) -> R {
  let arena = ParameterArena(
    layout: ParameterLayout(
      contents.enumerated().map { ParameterRequest("\($0)", rows: $1.rows, columns: $1.columns) }))
  return withExtendedLifetime(arena) {
    let matrices = arena.layout.parameters.map { arena.matrix(of: $0) }
    for (matrix, content) in zip(matrices, contents) { matrix.fill(with: content.values) }
    return body(matrices)
  }
}
