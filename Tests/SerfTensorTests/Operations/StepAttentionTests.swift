import SerfTensor
import Testing

@Suite("Attention step by step")
struct StepAttentionTests {
  /// Feeds sequences row by row, each row's ancestors being the rows of its own sequence.
  private static func stepped(_ qkv: Grid, starts: [Int], heads: Int) -> [[Float]] {
    let lengths = zip(starts.dropFirst(), starts).map { $0 - $1 }
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(.evaluation)
    var steps: [Tensor] = []
    var outputs = [[Float]](repeating: [], count: qkv.rows)
    // Sequences that are still alive, longest first, so that a sequence keeps its row.
    let order = lengths.indices.sorted { (-lengths[$0], $0) < (-lengths[$1], $1) }
    for step in 0..<(lengths.max() ?? 0) {
      let alive = order.filter { lengths[$0] > step }
      let rows = alive.map { starts[$0] + step }
      let grid = Grid(
        rows: rows.count, columns: qkv.columns,
        values: rows.flatMap { row in (0..<qkv.columns).map { qkv[row, $0] } })
      steps.append(tape.input(grid))
      let ancestors = IndexBuffer(alive.indices.flatMap { row in Array(repeating: row, count: step + 1) })
      let y = tape.stepAttention(AttentionHistory(steps: steps, ancestors: ancestors.view), heads: heads)
      let width = qkv.columns / 3
      let elements = tape.value(of: y).elements
      for (index, row) in rows.enumerated() {
        outputs[row] = Array(elements[index * width..<(index + 1) * width])
      }
      withExtendedLifetime(ancestors) {}
    }
    return outputs
  }

  @Test("is causal attention, a row at a time", arguments: [[1], [5], [7, 3, 3, 1]], [(4, 1), (6, 3), (40, 2)])
  func causal(lengths: [Int], shape: (Int, Int)) {
    let starts = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    var numbers = SeededNumbers(UInt64(starts[lengths.count]))
    let qkv = numbers.grid(starts[lengths.count], 3 * shape.0, in: -1.5...1.5)
    let expected = Reference.attention(qkv, starts: starts, heads: shape.1, isCausal: true)
    for (found, expected) in zip(Self.stepped(qkv, starts: starts, heads: shape.1).joined(), expected.values) {
      #expect(abs(Double(found) - expected) < 1e-5)
    }
  }

  @Test("a row's bits do not depend on the rows beside it")
  func alone() {
    var numbers = SeededNumbers(9)
    let qkv = numbers.grid(8, 36)
    let together = Self.stepped(qkv, starts: [0, 5, 8], heads: 3)
    let first = Grid(rows: 5, columns: 36, values: Array(qkv.values[..<(5 * 36)]))
    #expect(Array(together[..<5]) == Self.stepped(first, starts: [0, 5], heads: 3))
  }

  @Test("a row follows its ancestors, wherever they lie in earlier steps")
  func ancestors() {
    var numbers = SeededNumbers(5)
    let (before, now) = (numbers.grid(2, 6), numbers.grid(2, 6))
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(.evaluation)
    let steps = [tape.input(before), tape.input(now)]
    // Both rows go on from row 1.
    let buffer = IndexBuffer([1, 0, 1, 1])
    let y = tape.stepAttention(AttentionHistory(steps: steps, ancestors: buffer.view), heads: 1)
    for row in 0..<2 {
      let sequence = Grid(rows: 2, columns: 6, values: Array(before.values[6...]) + now.values[row * 6..<row * 6 + 6])
      let expected = Reference.attention(sequence, starts: [0, 2], heads: 1, isCausal: true)
      for column in 0..<2 { #expect(abs(Double(tape.value(of: y)[row, column]) - expected[1, column]) < 1e-6) }
    }
    withExtendedLifetime(buffer) {}
  }
}
