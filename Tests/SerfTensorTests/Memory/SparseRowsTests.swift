import SerfTensor
import Testing

@Suite("Row-sparse gradients and index buffers")
struct SparseRowsTests {
  private static func arena(rows: Int, columns: Int) -> GradientArena {
    GradientArena(
      layout: ParameterLayout([ParameterRequest("table", rows: rows, columns: columns, isRowSparse: true)]))
  }

  @Test("more rows than the first memory holds keep their sums and their order")
  func growth() {
    let gradients = Self.arena(rows: 1000, columns: 3)
    let rows = gradients.sparse[0]
    let order = (0..<1000).map { $0 * 7 % 1000 }
    for (position, row) in order.enumerated() {
      #expect(rows.sums(ofRow: row).elements == [0, 0, 0])
      rows.sums(ofRow: row).fill(with: Float(position))
    }
    #expect((0..<rows.touched.count).map { rows.touched[$0] } == order)
    for (position, row) in order.enumerated() {
      #expect(rows.sums(ofRow: row).elements == Array(repeating: Float(position), count: 3))
    }
    withExtendedLifetime(gradients) {}
  }

  @Test("a row is 0 again at its first touch after all were removed")
  func removal() {
    let gradients = Self.arena(rows: 5, columns: 2)
    let rows = gradients.sparse[0]
    rows.sums(ofRow: 4).fill(with: 3)
    rows.sums(ofRow: 1).fill(with: 2)
    rows.removeAll()
    #expect(rows.touched.count == 0)
    #expect(rows.all.elements == [])
    #expect(rows.sums(ofRow: 1).elements == [0, 0])
    #expect(rows.sums(ofRow: 4).elements == [0, 0])
    withExtendedLifetime(gradients) {}
  }

  @Test("the rows of another shard are added, new ones behind")
  func addition() {
    let (first, second) = (Self.arena(rows: 5, columns: 1), Self.arena(rows: 5, columns: 1))
    first.sparse[0].sums(ofRow: 3).fill(with: 1)
    second.sparse[0].sums(ofRow: 0).fill(with: 10)
    second.sparse[0].sums(ofRow: 3).fill(with: 20)
    first.sparse[0].add(second.sparse[0])
    #expect(first.elements(of: first.layout.parameters[0]) == [10, 0, 0, 21, 0])
    #expect(first.sparse[0].all.elements == [21, 10])
    withExtendedLifetime((first, second)) {}
  }

  @Test("an index buffer keeps what it has when it grows, and its capacity when it is emptied")
  func indexBuffer() {
    let buffer = IndexBuffer(capacity: 1)
    (0..<100).forEach(buffer.append)
    #expect((0..<buffer.count).map { buffer[$0] } == Array(0..<100))
    buffer[3] = -1
    let view = buffer.view
    #expect(view.count == 100)
    #expect((view[2], view[3]) == (2, -1))
    buffer.removeAll()
    #expect(buffer.count == 0)
    withExtendedLifetime(buffer) {}
  }

  @Test("an index beyond the end or beyond 32 bits stops the program")
  func indexMisuse() async {
    await #expect(processExitsWith: .failure) { _ = IndexBuffer([1])[1] }
    await #expect(processExitsWith: .failure) { IndexBuffer().append(1 << 31) }
  }
}
