import SerfNN
import SerfTensor

/// A layer with its numbers, run on rows that a test gives.
struct LayerRun {
  let arena: ParameterArena
  private let gradients: GradientArena

  /// What a pass has come to.
  struct Result {
    let output: [Float]
    let inputGradient: [Float]
  }

  init(_ blueprint: ParameterBlueprint) {
    arena = ParameterArena(layout: blueprint.layout)
    gradients = GradientArena(layout: blueprint.layout)
  }

  /// Numbers of a size that leaves no part of a layer out.
  func randomize(seed: UInt64) {
    for parameter in arena.layout.parameters {
      var random = RandomStream(RandomKey(seed: seed).child(parameter.name))
      arena.matrix(of: parameter).fillNormal(deviation: 0.5, &random)
    }
  }

  /// Runs forward and, where a gradient flows into the output, backward.
  /// - Parameters:
  ///   - input: [rows, columns], row by row.
  ///   - upstream: the gradient of the output.
  func run(
    _ input: [Float], rows: Int, mode: PassMode = .evaluation, upstream: [Float]? = nil,
    _ forward: (Tensor, inout Tape) -> Tensor
  ) -> Result {
    var tape = Tape(parameters: arena)
    tape.begin(mode, gradients: gradients)
    let x = tape.makeTensor(rows: rows, columns: input.count / rows)
    tape.value(of: x).fill(with: input)
    let y = forward(x, &tape)
    let output = tape.value(of: y).elements
    if let upstream {
      tape.gradientTarget(of: y).matrix.fill(with: upstream)
      tape.backward()
    }
    return Result(output: output, inputGradient: tape.gradient(of: x)?.elements ?? [])
  }

  func gradient(of name: String) -> [Float] {
    arena.layout.parameter(named: name).map { gradients.matrix(of: $0).elements } ?? []
  }
}

/// Normal numbers of a seed.
func normalNumbers(_ count: Int, seed: UInt64) -> [Float] {
  var random = RandomStream(RandomKey(seed: seed))
  return (0..<count).map { _ in Float(random.normal()) }
}
