import SerfTensor

/// Times operations on one tape.
final class OperationBenchmark {
  private let fixture = OperationFixture()
  private var tape: Tape
  private let numbers: ParameterArena

  init() {
    tape = Tape(parameters: fixture.parameters)
    // Inputs are copied from here: enough standard normal numbers for the largest.
    var layout = ParameterLayout()
    let row = layout.append("numbers", rows: fixture.tokenCount, columns: OperationFixture.vocabularySize)
    numbers = ParameterArena(layout: layout)
    let matrix = numbers.matrix(of: row)
    var random = RandomStream(RandomKey(seed: 2))
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns { matrix[row, column] = Float(random.normal()) }
    }
  }

  func emit(_ operation: OperationCase, seconds: Double) {
    let shape = operation.input?(fixture) ?? (rows: fixture.tokenCount, columns: OperationFixture.width)
    func emit(_ pass: String, _ rate: Double) {
      Figure(
        "operation/\(operation.name)/\(pass)", 1e6 / rate, "us",
        [
          "rows": shape.rows, "columns": shape.columns, "sequences": fixture.sequenceCount, "threads": 1,
        ]
      ).emit()
    }
    emit("forward", MedianRate.of(seconds: seconds) { forward(operation) })
    emit("forward+backward", MedianRate.of(seconds: seconds) { forwardAndBackward(operation) })
    check(operation)
  }

  /// A pass as in evaluation. Making the input is outside of the time.
  private func forward(_ operation: OperationCase) -> Lap {
    tape.begin(.evaluation)
    let x = makeInput(operation)
    return Lap(work: 1, seconds: Stopwatch.time { _ = operation.run(&tape, x, fixture) })
  }

  /// A pass as in training. Making the input and the gradient of the output is outside of the time.
  private func forwardAndBackward(_ operation: OperationCase) -> Lap {
    for table in fixture.gradients.sparse { table.removeAll() }
    tape.begin(.training(key: RandomKey(seed: 3)), gradients: fixture.gradients)
    let x = makeInput(operation)
    let watch = Stopwatch()
    let output = operation.run(&tape, x, fixture)
    var seconds = watch.seconds
    if case .tensor(let y) = output { tape.gradientTarget(of: y).matrix.fill(with: 1) }
    seconds += Stopwatch.time { tape.backward() }
    return Lap(work: 1, seconds: seconds)
  }

  private func makeInput(_ operation: OperationCase) -> Tensor {
    guard let shape = operation.input?(fixture) else { return tape.makeTensor(rows: 1, columns: 1) }
    let x = tape.makeTensor(rows: shape.rows, columns: shape.columns)
    tape.value(of: x).copy(from: source(shape))
    return x
  }

  private func source(_ shape: (rows: Int, columns: Int)) -> Matrix {
    numbers.all.columns(0..<shape.rows * shape.columns).reshaped(rows: shape.rows, columns: shape.columns)
  }

  /// Holds the sum of the result to what it must be, and every gradient to being finite.
  private func check(_ operation: OperationCase) {
    tape.begin(.evaluation)
    let x = makeInput(operation)
    let expected = operation.expectedSum(source(operation.input?(fixture) ?? (rows: 1, columns: 1)), fixture)
    let sum =
      switch operation.run(&tape, x, fixture) {
      case .tensor(let y): OperationCase.total(tape.value(of: y))
      case .loss(let loss): loss.sum
      }
    require(expected.contains(sum), "\(operation.name): the output's sum is \(sum), not in \(expected)")
    require(
      Kernels.notFiniteCount(fixture.gradients.all) == 0, "\(operation.name): a gradient is not finite")
  }
}
