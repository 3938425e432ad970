/// The numbers from one to another, a step apart.
///
/// Each is the double next to the decimal number that a person would write: the fourth of -5, -4.9, … is -4.7 and not
/// -4.699999999999999.
struct SamplePoints {
  let values: [Double]

  /// More rows than this are a slip of the keyboard.
  private static let mostValues = 1_000_000

  /// - Throws: `CommandError` with status 64 for ends out of order, a step of 0 or less, or more than a million steps.
  init(from first: Double, to last: Double, step: Double) throws(CommandError) {
    guard first.isFinite, last.isFinite, first <= last else {
      throw .usage("--from is \(first) and --to is \(last); expected --from at or below --to, both finite")
    }
    guard step.isFinite, step > 0 else { throw .usage("--step is \(step); expected a number above 0") }
    let stepCount = (last - first) / step
    guard stepCount < Double(Self.mostValues) else {
      throw .usage("--step \(step) from \(first) to \(last) gives over \(Self.mostValues) rows; take a larger step")
    }
    if let scale = Self.decimalScale(of: [first, step, last]) {
      let start = (first * scale).rounded()
      let distance = (step * scale).rounded()
      let count = Int(((last * scale).rounded() - start) / distance)
      values = (0...count).map { (start + Double($0) * distance) / scale }
    } else {
      // The end is meant to be hit when rounding alone keeps the last step from it.
      values = (0...Int(stepCount + 1e-9)).map { first + Double($0) * step }
    }
  }

  /// The smallest power of ten that makes all numbers whole, when one of up to nine digits does.
  private static func decimalScale(of numbers: [Double]) -> Double? {
    var scale = 1.0
    for _ in 0...9 {
      if numbers.allSatisfy({ abs($0 * scale) < 1e15 && ($0 * scale).rounded() / scale == $0 }) { return scale }
      scale *= 10
    }
    return nil
  }
}
