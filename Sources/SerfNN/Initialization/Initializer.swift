package import SerfTensor

/// How the weights of a layer begin. Biases begin at 0, gains of norms at 1 and embeddings normal, whatever is chosen.
///
/// fanIn and fanOut are the widths that a weight maps from and to; `normal` and `uniform` name the distribution, which
/// has the same variance in both.
public enum Initializer: String, CaseIterable, Sendable {
  /// Normal, variance gain² / fanIn, with the gain 1/√E[f(z)²] (z standard normal) of the function that follows: the second
  /// moment of activations stays the same from layer to layer.
  case activation
  /// Variance 2 / (fanIn + fanOut) (Glorot, Bengio 2010).
  case glorotUniform = "glorot-uniform"
  case glorotNormal = "glorot-normal"
  /// Variance 2 / fanIn (He et al. 2015).
  case heUniform = "he-uniform"
  case heNormal = "he-normal"
  /// Variance 1 / fanIn (LeCun et al. 1998).
  case lecunUniform = "lecun-uniform"
  case lecunNormal = "lecun-normal"
  /// Orthonormal rows or columns, whichever are fewer (Saxe et al. 2014).
  case orthogonal
  /// Normal of standard deviation 0.02, redrawn beyond two deviations (BERT's).
  case truncatedNormal = "truncated-normal"
  /// Uniform in [-0.05, 0.05].
  case uniform
  case zeros

  /// Fills a weight [fanOut, fanIn].
  /// - Parameters:
  ///   - gain: 1/√E[f(z)²] of the function that follows; used by ``activation`` alone.
  ///   - key: names the parameter, so that its numbers do not depend on what else the model has.
  package func fill(_ weight: Matrix, gain: Double, key: RandomKey) {
    let (fanOut, fanIn) = (Double(weight.rows), Double(weight.columns))
    var random = RandomStream(key)
    switch self {
    case .activation: weight.fillNormal(deviation: gain / fanIn.squareRoot(), &random)
    case .glorotUniform: weight.fillUniform(deviation: (2 / (fanIn + fanOut)).squareRoot(), &random)
    case .glorotNormal: weight.fillNormal(deviation: (2 / (fanIn + fanOut)).squareRoot(), &random)
    case .heUniform: weight.fillUniform(deviation: (2 / fanIn).squareRoot(), &random)
    case .heNormal: weight.fillNormal(deviation: (2 / fanIn).squareRoot(), &random)
    case .lecunUniform: weight.fillUniform(deviation: (1 / fanIn).squareRoot(), &random)
    case .lecunNormal: weight.fillNormal(deviation: (1 / fanIn).squareRoot(), &random)
    case .orthogonal: weight.fillOrthogonal(&random)
    case .truncatedNormal: weight.fillNormal(deviation: 0.02, bound: 2, &random)
    case .uniform: weight.fillUniform(deviation: 0.05 / 3.0.squareRoot(), &random)
    case .zeros: weight.fill(with: 0)
    }
  }
}
