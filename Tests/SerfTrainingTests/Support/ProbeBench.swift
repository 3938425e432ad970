import SerfActivations
import SerfNN
import SerfTensor

/// A dense layer of four units over two rows, watched by a probe.
enum ProbeBench {
  static func summary(activation: String) throws -> ActivationProbe.Summary? {
    let builder = ParameterBuilder()
    let layer = Linear(builder.root.child("dense"), from: 1, to: 4, activation: try Activations.named(activation))
    let parameters = ParameterArena(layout: builder.blueprint.layout)
    for parameter in builder.blueprint.layout.parameters {
      // Weights and biases such that the rows -1 and 1 give (-1, -1), (1, 1), (-1, 1) and (1, -1).
      parameters.matrix(of: parameter).fill(
        with: parameter.name.hasSuffix("weight") ? [0, 0, 1, -1] : [-1, 1, 0, 0])
    }
    let probe = ActivationProbe()
    var tape = Tape(parameters: parameters)
    tape.probe = probe
    tape.begin(.evaluation)
    let input = tape.makeTensor(rows: 2, columns: 1)
    tape.value(of: input).fill(with: [-1, 1])
    _ = layer(input, on: &tape)
    return probe.summaries.first
  }
}
