import SerfTensor
import Testing

@Suite("Gradient of what brings two sources together")
struct FusionGradientTests {
  @Test("rows of two tensors merged into one", arguments: [(1, 1), (3, 4), (9, 2)], [1, 5, 33])
  func mergedRows(rows: (Int, Int), width: Int) {
    let all = rows.0 + rows.1
    // Every number once, those of the two tensors in turns.
    let order = (0..<all).map { $0 * 7 % all }
    let places = Set(order).count == all ? order : Array((0..<all).reversed())
    let (first, second) = (Array(places[..<rows.0]), Array(places[rows.0...]))
    let (firstRows, secondRows) = (IndexBuffer(first), IndexBuffer(second))
    var numbers = SeededNumbers(UInt64(all * 100 + width))
    let check = OperationCase(
      inputs: [numbers.grid(rows.0, width), numbers.grid(rows.1, width)], depth: 1,
      operation: { tape, inputs, _ in
        .init(outputs: [tape.mergingRows(inputs[0], at: firstRows.view, inputs[1], at: secondRows.view)])
      },
      reference: { inputs, _ in
        var merged = Grid(rows: all, columns: width, values: Array(repeating: 0, count: all * width))
        for (input, places) in zip(inputs, [first, second]) {
          for (row, place) in places.enumerated() {
            for column in 0..<width { merged.values[place * width + column] = input.values[row * width + column] }
          }
        }
        return .init(outputs: [merged])
      })
    #expect(check.mismatches() == [])
  }

  @Test("columns of two tensors end to end", arguments: [1, 2, 17], [(1, 1), (5, 33)])
  func joinedColumns(rows: Int, widths: (Int, Int)) {
    var numbers = SeededNumbers(UInt64(rows * 100 + widths.0))
    let check = OperationCase(
      inputs: [numbers.grid(rows, widths.0), numbers.grid(rows, widths.1)], depth: 1,
      operation: { tape, inputs, _ in .init(outputs: [tape.joined(inputs[0], inputs[1])]) },
      reference: { inputs, _ in
        let values = (0..<rows).flatMap { row in
          zip(inputs, [widths.0, widths.1]).flatMap { Array($0.values[row * $1..<(row + 1) * $1]) }
        }
        return .init(outputs: [Grid(rows: rows, columns: widths.0 + widths.1, values: values)])
      })
    #expect(check.mismatches() == [])
  }

  private static func blend(_ a: Grid, _ b: Grid, _ gate: Grid) -> Grid {
    var blend = a
    for index in a.values.indices {
      blend.values[index] = gate.values[index] * a.values[index] + (1 - gate.values[index]) * b.values[index]
    }
    return blend
  }

  @Test("a blend by a gate", arguments: [(1, 1), (3, 5), (17, 33)])
  func blend(shape: (Int, Int)) {
    var numbers = SeededNumbers(UInt64(shape.0))
    let check = OperationCase(
      inputs: [
        numbers.grid(shape.0, shape.1), numbers.grid(shape.0, shape.1), numbers.grid(shape.0, shape.1, in: 0...1),
      ], depth: 3,
      operation: { tape, inputs, _ in .init(outputs: [tape.blend(inputs[0], inputs[1], gate: inputs[2])]) },
      reference: { inputs, _ in .init(outputs: [Self.blend(inputs[0], inputs[1], inputs[2])]) })
    #expect(check.mismatches() == [])
  }
}
