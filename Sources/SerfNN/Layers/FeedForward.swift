package import SerfActivations
package import SerfTensor

/// The feed-forward block, where the activation acts: W₂ · dropout(f(W₁ · x + b₁)) + b₂. [N, D] to [N, D].
package struct FeedForward: Sendable {
  let inner: Linear
  let outer: Linear

  package init(
    _ scope: ParameterScope, width: Int, innerWidth: Int, activation: any Activation, dropoutRate: Float
  ) {
    inner = Linear(
      scope.child("inner"), from: width, to: innerWidth, activation: activation, dropoutRate: dropoutRate)
    outer = Linear(scope.child("outer"), from: innerWidth, to: width)
  }

  package func callAsFunction(_ x: Tensor, on tape: inout Tape) -> Tensor {
    outer(inner(x, on: &tape), on: &tape)
  }
}
