import SerfTensor
import Testing

@Suite("Gradient of dropout")
struct DropoutGradientTests {
  @Test("values and gradient go through one mask", arguments: [(1, 1), (3, 5), (17, 33)], [0.1, 0.5, 0.9] as [Float])
  func mask(shape: (Int, Int), rate: Float) {
    var numbers = SeededNumbers(3)
    let mask = DropoutMasks.units(rows: shape.0, columns: shape.1, rate: rate)
    let check = OperationCase(
      inputs: [numbers.grid(shape.0, shape.1)], depth: 1, isRandom: true,
      operation: { tape, inputs, _ in .init(outputs: [tape.dropout(inputs[0], rate: rate)]) },
      reference: { inputs, _ in .init(outputs: [Reference.product(inputs[0], mask)]) })
    #expect(check.mismatches() == [])
  }

  @Test("dropout is the identity at rate 0 and in evaluation")
  func identity() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    tape.begin(.training(key: RandomKey(seed: 1)))
    let x = tape.input(Grid(rows: 2, columns: 3, repeating: 2))
    let same = tape.dropout(x, rate: 0)
    #expect(same == x)
    tape.begin(.evaluation)
    let input = tape.input(Grid(rows: 2, columns: 3, repeating: 2))
    let unchanged = tape.dropout(input, rate: 0.9)
    #expect(unchanged == input)
  }

  @Test("each drawing operation of a pass has a mask of its own, and each pass draws again by its key")
  func masksDiffer() {
    var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
    func masks(_ key: RandomKey, on tape: inout Tape) -> [[Float]] {
      tape.begin(.training(key: key))
      let ones = tape.input(Grid(rows: 10, columns: 100, repeating: 1))
      return (0..<2).map { _ in
        let y = tape.dropout(ones, rate: 0.5)
        return tape.value(of: y).elements
      }
    }
    let first = masks(RandomKey(seed: 1), on: &tape)
    let second = masks(RandomKey(seed: 2), on: &tape)
    #expect(first[0] != first[1])
    #expect(first[0] != second[0])
    #expect(masks(RandomKey(seed: 1), on: &tape) == first)
  }
}
