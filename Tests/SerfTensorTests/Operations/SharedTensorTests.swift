import SerfActivations
import SerfTensor
import Testing

@Suite("Tensors that more than one operation uses")
struct SharedTensorTests {
  private static func square(_ name: String, from numbers: inout SeededNumbers) -> (
    request: ParameterRequest, values: Grid
  ) {
    (ParameterRequest(name, rows: 4, columns: 4), numbers.grid(4, 4))
  }

  private static func row(_ name: String, from numbers: inout SeededNumbers) -> (
    request: ParameterRequest, values: Grid
  ) {
    (ParameterRequest(name, rows: 1, columns: 4), numbers.grid(1, 4, in: 0.5...1.5))
  }

  @Test("a tensor used by two operations gets the sum of both gradients")
  func twoConsumers() {
    var numbers = SeededNumbers(1)
    let check = OperationCase(
      inputs: [numbers.grid(3, 4)],
      parameters: [
        Self.square("a", from: &numbers), Self.square("b", from: &numbers), Self.row("gain", from: &numbers),
        Self.row("bias", from: &numbers),
      ], depth: 40,
      operation: { tape, inputs, p in
        let hidden = tape.linear(inputs[0], weight: p[0], bias: nil, activation: Serf())
        let branch = tape.linear(hidden, weight: p[1], bias: p[3], activation: Tanh())
        let y = tape.residualNorm(hidden, branch: branch, dropoutRate: 0, gain: p[2], bias: p[3])
        return .init(outputs: [y.normed, tape.layerNorm(hidden, gain: p[2], bias: p[3])])
      },
      reference: { inputs, p in
        let hidden = Reference.linear(inputs[0], weight: p[0], bias: nil, activation: Serf())
        let branch = Reference.linear(hidden, weight: p[1], bias: p[3], activation: Tanh())
        let sum = Reference.sum(hidden, branch)
        return .init(outputs: [
          Reference.layerNorm(sum, gain: p[2], bias: p[3]), Reference.layerNorm(hidden, gain: p[2], bias: p[3]),
        ])
      })
    #expect(check.mismatches() == [])
  }

  @Test("a tensor may be both arguments of one operation")
  func bothArguments() {
    var numbers = SeededNumbers(2)
    let mask = DropoutMasks.branch(rows: 3, columns: 4, rate: 0.4)
    let check = OperationCase(
      inputs: [numbers.grid(3, 4)], parameters: [Self.row("gain", from: &numbers), Self.row("bias", from: &numbers)],
      depth: 40, isRandom: true,
      operation: { tape, inputs, p in
        let y = tape.residualNorm(inputs[0], branch: inputs[0], dropoutRate: 0.4, gain: p[0], bias: p[1])
        return .init(outputs: [y.normed])
      },
      reference: { inputs, p in
        let sum = Reference.sum(inputs[0], Reference.product(inputs[0], mask))
        return .init(outputs: [Reference.layerNorm(sum, gain: p[0], bias: p[1])])
      })
    #expect(check.mismatches() == [])
  }

  @Test("one column may be both the rows and the scores of a pool")
  func rowsAsScores() {
    var numbers = SeededNumbers(3)
    let (segments, buffer) = ([0, 0, 1, 0], IndexBuffer([0, 0, 1, 0]))
    let check = OperationCase(
      inputs: [numbers.grid(4, 1)], depth: 20,
      operation: { tape, inputs, _ in
        .init(outputs: [tape.attentionPool(inputs[0], scores: inputs[0], segments: buffer.view, sequences: 2)])
      },
      reference: { inputs, _ in
        .init(outputs: [Reference.attentionPool(inputs[0], scores: inputs[0], segments: segments, sequences: 2)])
      })
    #expect(check.mismatches() == [])
  }

  @Test("a parameter used by two operations gets the sum of both gradients: a table tied to the output layer")
  func tiedParameter() {
    var numbers = SeededNumbers(4)
    let ids = [2, 0, 2]
    let buffer = IndexBuffer(ids)
    let check = OperationCase(
      parameters: [(ParameterRequest("table", rows: 5, columns: 4), numbers.grid(5, 4))], depth: 20,
      operation: { tape, _, p in
        let x = tape.embedding(buffer.view, table: p[0])
        let logits = tape.linear(x, weight: p[0], bias: nil)
        return .init(loss: tape.crossEntropy(logits, labels: buffer.view, scale: 1).sum)
      },
      reference: { _, p in
        let x = Reference.embedding(ids, table: p[0])
        return .init(
          loss: Reference.crossEntropy(Reference.linear(x, weight: p[0], bias: nil), labels: ids).sum)
      })
    #expect(check.mismatches() == [])
  }
}
