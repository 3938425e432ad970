import SerfTensor
import Testing

@Suite("The tape")
struct TapeTests {
  private static func tape() -> Tape { Tape(parameters: ParameterArena(layout: ParameterLayout([]))) }

  @Test("values of operations go as soon as they are used, gradients of inputs stay until the next pass")
  func lifetimes() {
    var tape = Self.tape()
    tape.begin(.training(key: RandomKey(seed: 1)))
    let x = tape.input(Grid(rows: 2, columns: 2, repeating: 1))
    let y = tape.dropout(x, rate: 0.5)
    let before = tape.pool.lentCount
    #expect(before == 2)
    #expect(tape.gradient(of: x) == nil)
    tape.gradientTarget(of: y).matrix.fill(with: 1)
    tape.backward()
    // The input's value and gradient.
    let after = tape.pool.lentCount
    #expect(after == 2)
    #expect(tape.gradient(of: x) != nil)
    tape.begin(.evaluation)
    let end = tape.pool.lentCount
    #expect(end == 0)
  }

  @Test("the first gradient of a tensor is written, the second added")
  func target() {
    var tape = Self.tape()
    tape.begin(.training(key: RandomKey(seed: 1)))
    let x = tape.input(Grid(rows: 1, columns: 1))
    let first = tape.gradientTarget(of: x).accumulate
    let second = tape.gradientTarget(of: x).accumulate
    #expect(!first && second)
  }

  @Test("an empty batch goes through forward and backward")
  func empty() {
    var tape = Self.tape()
    let starts = IndexBuffer([0])
    tape.begin(.training(key: RandomKey(seed: 1)))
    let x = tape.input(Grid(rows: 0, columns: 6))
    let y = tape.attention(tape.dropout(x, rate: 0.5), starts: starts.view, heads: 1, dropoutRate: 0.5)
    #expect(tape.value(of: y).elements == [])
    _ = tape.gradientTarget(of: y)
    tape.backward()
    #expect(tape.gradient(of: x)?.elements == [])
    withExtendedLifetime(starts) {}
  }

  @Test("a value used after its last use is a bug that stops the program")
  func useAfterRelease() async {
    await #expect(processExitsWith: .failure) {
      var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
      tape.begin(.training(key: RandomKey(seed: 1)))
      let x = tape.makeTensor(rows: 1, columns: 1)
      let y = tape.dropout(x, rate: 0.5)
      tape.backward()
      _ = tape.value(of: y)
    }
  }

  @Test("a loss of logits that have a gradient already stops the program rather than lose it")
  func lossOfUsedLogits() async {
    await #expect(processExitsWith: .failure) {
      var tape = Tape(parameters: ParameterArena(layout: ParameterLayout([])))
      let labels = IndexBuffer([0])
      tape.begin(.training(key: RandomKey(seed: 1)))
      let x = tape.makeTensor(rows: 1, columns: 2)
      tape.value(of: x).fill(with: 0)
      _ = tape.crossEntropy(x, labels: labels.view, scale: 1)
      _ = tape.gradientTarget(of: x)
      tape.backward()
    }
  }

  @Test("shapes that do not fit stop the program")
  func shapes() async {
    await #expect(processExitsWith: .failure) {
      let layout = ParameterLayout([ParameterRequest("weight", rows: 2, columns: 3)])
      var tape = Tape(parameters: ParameterArena(layout: layout))
      tape.begin(.evaluation)
      let x = tape.makeTensor(rows: 1, columns: 4)
      _ = tape.linear(x, weight: layout.parameters[0], bias: nil)
    }
  }

  @Test("a backward pass without a place for gradients stops the program")
  func noGradients() async {
    await #expect(processExitsWith: .failure) {
      let layout = ParameterLayout([ParameterRequest("weight", rows: 2, columns: 3)])
      var tape = Tape(parameters: ParameterArena(layout: layout))
      tape.begin(.training(key: RandomKey(seed: 1)))
      let x = tape.makeTensor(rows: 1, columns: 3)
      let y = tape.linear(x, weight: layout.parameters[0], bias: nil)
      _ = tape.gradientTarget(of: y)
      tape.backward()
    }
  }
}
