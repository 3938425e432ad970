import Glibc
import SerfActivations

#if arch(x86_64)
  /// The type of the exact results: 64 bits of mantissa where there is one, else that of `reference`.
  typealias Exact = Float80
#else
  typealias Exact = Double
#endif

/// The functions once more, straight from their formulas in a longer type, so that neither kernel nor `reference` is
/// compared with itself.
enum ExactFunctions {
  /// Value and slope of a built-in activation at a finite x; of another, what its `reference` says.
  static func valueAndSlope(of activation: any Activation, at x: Exact) -> (value: Exact, slope: Exact) {
    if let function = table[activation.name] { return function(x) }
    let (value, slope) = activation.reference(Double(x))
    return (Exact(value), Exact(slope))
  }

  static let table: [String: @Sendable (Exact) -> (value: Exact, slope: Exact)] = [
    "serf": { x in
      let s = softplus(x)
      return (x * erf(s), erf(s) + x * 2 / Exact.pi.squareRoot() * sigmoid(x) * exp(-s * s))
    },
    "mish": { x in
      let s = softplus(x)
      return (x * tanh(s), tanh(s) + x * sigmoid(x) / (cosh(s) * cosh(s)))
    },
    "swish": { x in (x * sigmoid(x), sigmoid(x) + x * sigmoid(x) * sigmoid(-x)) },
    "gelu": { x in
      let gate = erfc(-x / Exact(2).squareRoot()) / 2
      return (x * gate, gate + x * exp(-x * x / 2) / (2 * Exact.pi).squareRoot())
    },
    "gelu-tanh": { x in
      let scale = 2 * (2 / Exact.pi).squareRoot()
      let factor = 44715 / Exact(1_000_000)
      let argument = scale * (x + factor * x * x * x)
      let gateSlope = sigmoid(argument) * sigmoid(-argument) * scale * (1 + 3 * factor * x * x)
      return (x * sigmoid(argument), sigmoid(argument) + x * gateSlope)
    },
    "relu": { x in x > 0 ? (x, 1) : (0, 0) },
    "leaky-relu": { x in x > 0 ? (x, 1) : (x / 100, 1 / Exact(100)) },
    "elu": { x in x > 0 ? (x, 1) : (expm1(x), exp(x)) },
    "selu": { x in
      let scale: Exact = 1.0507009873554804934193349852946
      let alpha: Exact = 1.6732632423543772848170429916717
      return x > 0 ? (scale * x, scale) : (scale * alpha * expm1(x), scale * alpha * exp(x))
    },
    "softplus": { x in (softplus(x), sigmoid(x)) },
    "tanh": { x in (tanh(x), 4 * sigmoid(2 * x) * sigmoid(-2 * x)) },
    "sigmoid": { x in (sigmoid(x), sigmoid(x) * sigmoid(-x)) },
    "hard-swish": { x in x <= -3 ? (0, 0) : x >= 3 ? (x, 1) : (x * (x + 3) / 6, (2 * x + 3) / 6) },
    "squared-relu": { x in x > 0 ? (x * x, 2 * x) : (0, 0) },
    "identity": { x in (x, 1) },
  ]

  private static func softplus(_ x: Exact) -> Exact { (x > 0 ? x : 0) + log1p(exp(-abs(x))) }

  private static func sigmoid(_ x: Exact) -> Exact { x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x)) }
}
