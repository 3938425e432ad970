import SerfTensor
import Testing

@Suite("Gradient of attention to another table")
struct CrossAttentionGradientTests {
  struct Shape: Sendable, CustomStringConvertible {
    let queries: [Int]
    let keys: [Int]

    var description: String { "\(queries) to \(keys)" }

    var queryStarts: [Int] { queries.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }
    var keyStarts: [Int] { keys.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) } }
  }

  static let shapes = [
    Shape(queries: [1], keys: [1]), Shape(queries: [3], keys: [5]), Shape(queries: [1, 3, 1], keys: [4, 1, 2]),
    Shape(queries: [5, 17], keys: [17, 1]),
  ]
  /// Width and heads.
  static let widths = [(1, 1), (5, 1), (6, 3), (33, 11)]

  static func attention(_ shape: Shape, width: Int, heads: Int, rate: Float) -> OperationCase {
    let (queryStarts, keyStarts) = (shape.queryStarts, shape.keyStarts)
    let (queries, keys) = (IndexBuffer(queryStarts), IndexBuffer(keyStarts))
    let rows = (queryStarts[shape.queries.count], keyStarts[shape.keys.count])
    var numbers = SeededNumbers(UInt64(rows.0 * 1000 + rows.1 * 100 + width))
    let masks =
      rate > 0
      ? DropoutMasks.crossAttention(
        queryStarts: queryStarts, keyStarts: keyStarts, heads: heads, width: width, rate: rate) : nil
    return OperationCase(
      inputs: [numbers.grid(rows.0, width, in: -1.5...1.5), numbers.grid(rows.1, 2 * width, in: -1.5...1.5)],
      depth: 2 * ((shape.keys + shape.queries).max() ?? 0) + width / heads + 16, isRandom: rate > 0,
      operation: { tape, inputs, _ in
        .init(outputs: [
          tape.crossAttention(
            inputs[0], memory: inputs[1], queryStarts: queries.view, keyStarts: keys.view, heads: heads,
            dropoutRate: rate)
        ])
      },
      reference: { inputs, _ in
        .init(outputs: [
          Reference.attention(
            inputs[0], memory: inputs[1], queryStarts: queryStarts, keyStarts: keyStarts,
            sources: Array(shape.queries.indices), heads: heads, factors: masks)
        ])
      })
  }

  @Test("sequences of several lengths on both sides", arguments: shapes, widths)
  func plain(shape: Shape, widths: (Int, Int)) {
    #expect(Self.attention(shape, width: widths.0, heads: widths.1, rate: 0).mismatches() == [])
  }

  @Test("dropout of the weights", arguments: shapes.dropFirst())
  func dropout(shape: Shape) {
    #expect(Self.attention(shape, width: 6, heads: 3, rate: 0.3).mismatches() == [])
  }

  @Test("in training too sequences may look at some of the memory alone, and several at one")
  func someOfMemory() {
    var numbers = SeededNumbers(4)
    let (starts, keyStarts, sources) = ([0, 2, 3, 6], [0, 2, 5, 9], [1, 0, 1])
    let (queries, keys, chosen) = (IndexBuffer(starts), IndexBuffer(keyStarts), IndexBuffer(sources))
    let check = OperationCase(
      inputs: [numbers.grid(6, 4, in: -1.5...1.5), numbers.grid(9, 8, in: -1.5...1.5)], depth: 32,
      operation: { tape, inputs, _ in
        .init(outputs: [
          tape.crossAttention(
            inputs[0], memory: inputs[1], queryStarts: queries.view, keyStarts: keys.view, sources: chosen.view,
            heads: 2,
            dropoutRate: 0)
        ])
      },
      reference: { inputs, _ in
        .init(outputs: [
          Reference.attention(
            inputs[0], memory: inputs[1], queryStarts: starts, keyStarts: keyStarts, sources: sources, heads: 2)
        ])
      })
    #expect(check.mismatches() == [])
    withExtendedLifetime((queries, keys, chosen)) {}
  }

  @Test("in evaluation several sequences may look at one, and in any order")
  func sources() {
    var numbers = SeededNumbers(3)
    let (queries, memory) = (numbers.grid(6, 4), numbers.grid(5, 8))
    let (starts, keys, sources) = (IndexBuffer([0, 2, 3, 6]), IndexBuffer([0, 2, 5]), IndexBuffer([1, 0, 1]))
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(.evaluation)
    let y = tape.crossAttention(
      tape.input(queries), memory: tape.input(memory), queryStarts: starts.view, keyStarts: keys.view,
      sources: sources.view, heads: 2, dropoutRate: 0)
    let expected = Reference.attention(
      queries, memory: memory, queryStarts: [0, 2, 3, 6], keyStarts: [0, 2, 5], sources: [1, 0, 1], heads: 2)
    for (found, expected) in zip(tape.value(of: y).elements, expected.values) {
      #expect(abs(Double(found) - expected) < 1e-6)
    }
    withExtendedLifetime((starts, keys, sources)) {}
  }
}
