package import SerfActivations
package import SerfTensor

/// The feed-forward block, where the activation acts: W₂ · dropout(f(W₁ · x + b₁)) + b₂; with a gate
/// W₂ · dropout(f(W₁ · x + b₁) · (W₃ · x + b₃)) + b₂ (Shazeer 2020). [N, D] to [N, D].
package struct FeedForward: Sendable {
  let inner: Linear
  let gate: Linear?
  let outer: Linear
  let dropoutRate: Float

  package init(
    _ scope: ParameterScope, width: Int, innerWidth: Int, activation: any Activation, isGated: Bool = false,
    dropoutRate: Float
  ) {
    // What is dropped is the product, where there is one.
    inner = Linear(
      scope.child("inner"), from: width, to: innerWidth, activation: activation,
      dropoutRate: isGated ? 0 : dropoutRate)
    gate = isGated ? Linear(scope.child("gate"), from: width, to: innerWidth) : nil
    outer = Linear(scope.child("outer"), from: innerWidth, to: width)
    self.dropoutRate = dropoutRate
  }

  package func callAsFunction(_ x: Tensor, on tape: inout Tape) -> Tensor {
    let activated = inner(x, on: &tape)
    guard let gate else { return outer(activated, on: &tape) }
    let gated = tape.product(activated, gate(x, on: &tape))
    return outer(tape.dropout(gated, rate: dropoutRate), on: &tape)
  }
}
