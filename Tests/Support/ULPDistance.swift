extension Float {
  /// How many float32 numbers lie between this one and `other`, counting the second; 0 for the two zeros.
  ///
  /// Two not-a-numbers are 0 apart, one and a number as far as can be.
  package func ulpDistance(to other: Float) -> UInt32 {
    if isNaN || other.isNaN { return isNaN && other.isNaN ? 0 : .max }
    let distance = abs(Int64(rank) - Int64(other.rank))
    return UInt32(distance)
  }

  /// The place of the number among all float32 numbers in order, both zeros at 0.
  private var rank: Int32 {
    let magnitude = Int32(bitPattern: bitPattern & 0x7FFF_FFFF)
    return sign == .minus ? -magnitude : magnitude
  }
}

extension Double {
  /// The spacing of float32 numbers at this size: the unit of "2 ulp" for a result that is known more precisely.
  package var float32Spacing: Double {
    let magnitude = Float(Swift.abs(self))
    return Double(magnitude.isFinite ? magnitude.ulp : Float.greatestFiniteMagnitude.ulp)
  }
}
