import SerfTensor

/// What `--diagnose` logs after each epoch: how the gradient's norm went, and what the activations do on dev texts.
public struct DiagnosisReport: Hashable, Codable, Sendable {
  public var epoch: Int
  public var update: Int
  /// Over the updates of the epoch.
  public var gradientNorm: Double
  public var gradientNormDeviation: Double
  /// Mean change of the norm from one update to the next, over its mean: 0 is perfectly steady.
  public var gradientNormUnsteadiness: Double
  public var layers: [Layer]

  public struct Layer: Hashable, Codable, Sendable {
    /// The name of the layer's weights.
    public var layer: String
    /// Share of units through which nothing is learned, whatever they are fed.
    public var dead: Double
    /// Share of values whose slope is next to 0.
    public var saturated: Double
    public var mean: Double
    public var variance: Double
    /// How many units; nil where an earlier version logged it, as of the next.
    public var units: Int?
    /// The name of the layer's activation.
    public var activation: String?

    public init(
      layer: String, dead: Double, saturated: Double, mean: Double, variance: Double, units: Int? = nil,
      activation: String? = nil
    ) {
      (self.layer, self.dead, self.saturated) = (layer, dead, saturated)
      (self.mean, self.variance) = (mean, variance)
      (self.units, self.activation) = (units, activation)
    }
  }

  public init(
    epoch: Int, update: Int = 0, gradientNorm: Double, gradientNormDeviation: Double, gradientNormUnsteadiness: Double,
    layers: [Layer] = []
  ) {
    (self.epoch, self.update, self.gradientNorm, self.layers) = (epoch, update, gradientNorm, layers)
    self.gradientNormDeviation = gradientNormDeviation
    self.gradientNormUnsteadiness = gradientNormUnsteadiness
  }

  enum CodingKeys: String, CodingKey {
    case epoch, update, layers
    case gradientNorm = "gradient_norm"
    case gradientNormDeviation = "gradient_norm_deviation"
    case gradientNormUnsteadiness = "gradient_norm_unsteadiness"
  }
}

extension DiagnosisReport {
  /// - Parameter norms: of the epoch's updates, in order.
  init(epoch: Int, update: Int, norms: [Double], activations: [ActivationProbe.Summary]) {
    let count = Double(max(norms.count, 1))
    let mean = norms.reduce(0, +) / count
    let squares = norms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let changes = zip(norms, norms.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
    (self.epoch, self.update, gradientNorm) = (epoch, update, mean)
    gradientNormDeviation = norms.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    gradientNormUnsteadiness = norms.count > 1 && mean > 0 ? changes / (count - 1) / mean : 0
    layers = activations.map {
      Layer(
        layer: $0.layer, dead: $0.dead, saturated: $0.saturated, mean: $0.mean, variance: $0.variance,
        units: $0.units, activation: $0.activation)
    }
  }
}
