import SerfTensor
import Testing

@Suite("Gradient of the product, element by element")
struct ProductGradientTests {
  @Test("of two tensors", arguments: [(1, 1), (3, 5), (17, 33)])
  func two(shape: (Int, Int)) {
    var numbers = SeededNumbers(4)
    let check = OperationCase(
      inputs: [numbers.grid(shape.0, shape.1), numbers.grid(shape.0, shape.1)], depth: 1,
      operation: { tape, inputs, _ in .init(outputs: [tape.product(inputs[0], inputs[1])]) },
      reference: { inputs, _ in .init(outputs: [Reference.product(inputs[0], inputs[1])]) })
    #expect(check.mismatches() == [])
  }

  @Test("of a tensor with itself: a square")
  func square() {
    var numbers = SeededNumbers(5)
    let check = OperationCase(
      inputs: [numbers.grid(3, 7)], depth: 2,
      operation: { tape, inputs, _ in .init(outputs: [tape.product(inputs[0], inputs[0])]) },
      reference: { inputs, _ in .init(outputs: [Reference.product(inputs[0], inputs[0])]) })
    #expect(check.mismatches() == [])
  }
}
