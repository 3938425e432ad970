import SerfTensor
import Testing

@Suite("Gradient of whole small nets")
struct SmallNetTests {
  static let lengths = [[1], [4, 3, 1], [9, 5, 5, 1, 1]]

  private static func check(
    _ requests: [ParameterRequest], _ batch: SmallBatch,
    loss: @escaping (inout Tape, [Parameter], SmallBatchBuffers, Int, Float) -> Loss,
    reference: @escaping ([Grid], SmallBatch) -> Double
  ) -> [String] {
    var numbers = SeededNumbers(21)
    let buffers = SmallBatchBuffers(batch)
    let check = OperationCase(
      parameters: requests.map { ($0, numbers.grid($0.rows, $0.columns)) },
      // Five layers, each some 20 additions wide, over the tokens of the batch.
      depth: 100 + batch.ids.count,
      operation: { tape, _, p in
        let loss = loss(&tape, p, buffers, batch.lengths.count, 0)
        return .init(loss: loss.sum)
      },
      reference: { _, p in .init(loss: reference(p, batch)) })
    return check.mismatches()
  }

  @Test("embedding, attention, norms, feed-forward, pool and loss", arguments: lengths)
  func transformer(lengths: [Int]) {
    let found = Self.check(
      SmallTransformer.requests, SmallBatch(lengths: lengths),
      loss: { SmallTransformer.loss(on: &$0, $1, $2, sequences: $3, rate: $4) },
      reference: SmallTransformer.reference)
    #expect(found == [])
  }

  @Test("row-sparse embedding, LSTM, attentive pool and loss, beside a bag with a loss of its own", arguments: lengths)
  func lstm(lengths: [Int]) {
    let found = Self.check(
      SmallLSTM.requests, SmallBatch(lengths: lengths),
      loss: { SmallLSTM.loss(on: &$0, $1, $2, sequences: $3, rate: $4) }, reference: SmallLSTM.reference)
    #expect(found == [])
  }

  @Test("the same key gives the same bits, another key others")
  func repeatable() {
    let batch = SmallBatch(lengths: [4, 3, 1])
    let first = Self.gradient(key: RandomKey(seed: 1), batch)
    #expect(Self.gradient(key: RandomKey(seed: 1), batch) == first)
    #expect(Self.gradient(key: RandomKey(seed: 2), batch) != first)
  }

  private static func gradient(key: RandomKey, _ batch: SmallBatch) -> [Float] {
    let layout = ParameterLayout(SmallTransformer.requests)
    let (arena, gradients, buffers) = (
      ParameterArena(layout: layout), GradientArena(layout: layout), SmallBatchBuffers(batch)
    )
    var numbers = SeededNumbers(4)
    for parameter in layout.parameters {
      arena.matrix(of: parameter).fill(with: numbers.grid(parameter.rows, parameter.columns).floats)
    }
    var tape = Tape(parameters: arena)
    tape.begin(.training(key: key), gradients: gradients)
    _ = SmallTransformer.loss(on: &tape, layout.parameters, buffers, sequences: batch.lengths.count, rate: 0.3)
    tape.backward()
    return withExtendedLifetime((arena, gradients, buffers)) { gradients.all.elements }
  }
}
