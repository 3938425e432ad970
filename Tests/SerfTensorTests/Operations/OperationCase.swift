import SerfTensor
import TestSupport

/// One operation (or a few in a row) on a tape, and the same in the plain reference.
///
/// ``mismatches()`` holds to each other: values in training against the reference and, where nothing is drawn, against
/// evaluation to the bit; the gradient of every input and parameter against central differences of
/// loss + Σ output · seed; the same when gradients from elsewhere are already there; and the sum over two passes.
struct OperationCase {
  struct Produced {
    var outputs: [Tensor] = []
    var loss = 0.0
  }

  struct Expected {
    var outputs: [Grid] = []
    var loss = 0.0
  }

  var inputs: [Grid] = []
  var parameters: [(request: ParameterRequest, values: Grid)] = []
  /// Rounded additions and functions on the longest way from an input to an output, or back.
  var depth: Int
  /// Whether the operation draws random numbers, so that evaluation is another function.
  var isRandom = false
  /// Whether an input may have a gradient already.
  var takesEarlierGradients = true
  var operation: (inout Tape, [Tensor], [Parameter]) -> Produced
  var reference: ([Grid], [Grid]) -> Expected

  /// The pass that every case is run in; masks are read off under it.
  static let training = PassMode.training(key: RandomKey(seed: 77).child(5))

  /// A sum of n terms of size 1 in float32 is off by at most n · 2⁻²⁴; factor 4 since a gradient multiplies several
  /// such sums (weight, value, slope, seed). Multiplied by 1 + the largest number of the array where it is used.
  private var tolerance: Double { 4 * Double(depth + 8) * 0x1p-24 }
}

// MARK: - What must hold
extension OperationCase {
  func mismatches() -> [String] {
    let expected = reference(inputs, parameters.map(\.values))
    var numbers = SeededNumbers(4711)
    let seeds = expected.outputs.map { numbers.grid($0.rows, $0.columns) }
    let fresh = run(Self.training, seeds: seeds)
    return valueMismatches(fresh, expected) + evaluationMismatches(fresh, seeds: seeds)
      + gradientMismatches(fresh, seeds: seeds) + accumulationMismatches(fresh, seeds: seeds)
  }

  private func valueMismatches(_ outcome: Outcome, _ expected: Expected) -> [String] {
    var found: [String] = []
    let pairs = zip(outcome.outputs, expected.outputs).enumerated()
    for (index, (values, grid)) in pairs {
      found += compare("output \(index)", values.map(Double.init), grid.values)
    }
    return found + compare("loss", [outcome.loss], [expected.loss])
  }

  private func evaluationMismatches(_ outcome: Outcome, seeds: [Grid]) -> [String] {
    guard !isRandom else { return [] }
    let evaluated = run(.evaluation, seeds: seeds)
    return evaluated.outputs == outcome.outputs && evaluated.loss == outcome.loss
      ? [] : ["evaluation gives other bits than training"]
  }

  private func gradientMismatches(_ outcome: Outcome, seeds: [Grid]) -> [String] {
    let checker = GradientChecker()
    let values = parameters.map(\.values)
    var found: [String] = []
    for (index, input) in inputs.enumerated() {
      found += checker.mismatches(
        "input \(index)", gradient: outcome.inputGradients[index], at: input.values, tolerance: tolerance
      ) { moved in
        var inputs = inputs
        inputs[index].values = moved
        return total(reference(inputs, values), seeds: seeds)
      }
    }
    for (index, parameter) in parameters.enumerated() {
      found += checker.mismatches(
        parameter.request.name, gradient: outcome.parameterGradients[index], at: parameter.values.values,
        tolerance: tolerance
      ) { moved in
        var values = values
        values[index].values = moved
        return total(reference(inputs, values), seeds: seeds)
      }
    }
    return found
  }

  private func accumulationMismatches(_ fresh: Outcome, seeds: [Grid]) -> [String] {
    var found: [String] = []
    let twice = run(Self.training, seeds: seeds, passes: 2)
    for (index, parameter) in parameters.enumerated() {
      found += compare(
        "\(parameter.request.name) after two passes", twice.parameterGradients[index].map(Double.init),
        fresh.parameterGradients[index].map { 2 * Double($0) })
    }
    guard takesEarlierGradients else { return found }
    let earlier: Float = 0.75
    let added = run(Self.training, seeds: seeds, earlier: earlier)
    let pairs = zip(
      added.inputGradients + added.parameterGradients, fresh.inputGradients + fresh.parameterGradients)
    for (index, (sum, own)) in pairs.enumerated() {
      found += compare(
        "gradient \(index) added to an earlier one", sum.map(Double.init), own.map { Double($0) + Double(earlier) })
    }
    return found
  }

  private func total(_ expected: Expected, seeds: [Grid]) -> Double {
    zip(expected.outputs, seeds).reduce(expected.loss) { sum, pair in
      zip(pair.0.values, pair.1.values).reduce(sum) { $0 + $1.0 * $1.1 }
    }
  }

  private func compare(_ name: String, _ found: [Double], _ expected: [Double]) -> [String] {
    guard found.count == expected.count else { return ["\(name): \(found.count) numbers, not \(expected.count)"] }
    let allowed = tolerance * (1 + expected.reduce(0) { max($0, abs($1)) })
    return zip(found, expected).enumerated().compactMap { index, pair in
      abs(pair.0 - pair.1) <= allowed
        ? nil : "\(name)[\(index)]: \(pair.0), expected \(pair.1) ±\(allowed)"
    }
  }
}

// MARK: - Running
extension OperationCase {
  private struct Outcome {
    var outputs: [[Float]] = []
    var loss = 0.0
    var inputGradients: [[Float]] = []
    var parameterGradients: [[Float]] = []
  }

  /// - Parameter earlier: what each gradient is before the backward pass; nil is nothing.
  private func run(_ mode: PassMode, seeds: [Grid], passes: Int = 1, earlier: Float? = nil) -> Outcome {
    let layout = ParameterLayout(parameters.map(\.request))
    let (arena, gradients) = (ParameterArena(layout: layout), GradientArena(layout: layout))
    let placed = parameters.compactMap { layout.parameter(named: $0.request.name) }
    for (parameter, entry) in zip(placed, parameters) { arena.matrix(of: parameter).fill(with: entry.values.floats) }
    if let earlier { placed.forEach { gradients.fill($0, with: earlier) } }
    var tape = Tape(parameters: arena)
    var outcome = Outcome()
    for _ in 0..<passes {
      tape.begin(mode, gradients: gradients)
      let tensors = inputs.map { tape.input($0) }
      let produced = operation(&tape, tensors, placed)
      outcome.outputs = produced.outputs.map { tape.value(of: $0).elements }
      outcome.loss = produced.loss
      guard mode.isTraining else { break }
      if let earlier { for tensor in tensors { tape.gradientTarget(of: tensor).matrix.fill(with: earlier) } }
      for (output, seed) in zip(produced.outputs, seeds) {
        tape.gradientTarget(of: output).matrix.fill(with: seed.floats)
      }
      tape.backward()
      outcome.inputGradients = tensors.map { tape.gradient(of: $0)?.elements ?? [] }
    }
    outcome.parameterGradients = placed.map { gradients.elements(of: $0) }
    // Views of the arenas and of the closures' index buffers were in use until here.
    return withExtendedLifetime((self, arena, gradients)) { outcome }
  }
}

extension Tape {
  /// A tensor with the given content.
  mutating func input(_ grid: Grid) -> Tensor {
    let tensor = makeTensor(rows: grid.rows, columns: grid.columns)
    value(of: tensor).fill(with: grid.floats)
    return tensor
  }
}

extension GradientArena {
  /// A parameter's gradient row by row; rows that a row-sparse one has not touched are 0.
  func elements(of parameter: Parameter) -> [Float] {
    guard parameter.isRowSparse else { return matrix(of: parameter).elements }
    let rows = sparse[parameter.sparseIndex]
    var elements = [Float](repeating: 0, count: parameter.count)
    for position in 0..<rows.touched.count {
      let row = rows.touched[position]
      let range = row * parameter.columns..<(row + 1) * parameter.columns
      elements.replaceSubrange(range, with: rows.matrix(at: position).elements)
    }
    return elements
  }

  func fill(_ parameter: Parameter, with value: Float) {
    guard parameter.isRowSparse else { return matrix(of: parameter).fill(with: value) }
    for row in 0..<parameter.rows { sparse[parameter.sparseIndex].sums(ofRow: row).fill(with: value) }
  }
}
