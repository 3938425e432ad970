/// What holds of an activation on the whole real line.
public struct ActivationProperties: Hashable, Sendable {
  /// Whether a larger x never gives a smaller value.
  public let isMonotonic: Bool

  /// Whether the slope has no jump anywhere and neither has any derivative of it.
  public let isSmooth: Bool

  /// The largest number that no value is below; `nil` where the values fall without bound.
  public let lowerBound: Double?

  /// The smallest number that no value is above; `nil` where the values rise without bound.
  public let upperBound: Double?

  /// A property that is not given is taken as absent: not monotonic, not smooth, unbounded.
  public init(
    isMonotonic: Bool = false, isSmooth: Bool = false, lowerBound: Double? = nil, upperBound: Double? = nil
  ) {
    self.isMonotonic = isMonotonic
    self.isSmooth = isSmooth
    self.lowerBound = lowerBound
    self.upperBound = upperBound
  }
}
