/// The nearest float64 of a decimal number as vocabularies hold them by the ten thousand: a division of integers instead of
/// the general case, which was a sixth of the time in which a Unigram vocabulary is read.
enum DecimalNumber {
  /// Digits that a mantissa of 64 bits takes whatever they are.
  private static let mostDigits = 19

  private static let powersOfTen: [UInt64] = (0...mostDigits).map { count in
    (0..<count).reduce(1) { power, _ in power * 10 }
  }

  /// - Parameter text: a number as JSON spells it.
  /// - Returns: the nearest number, of two the even one (IEEE 754); nil for one with an exponent or more than 19 digits.
  static func value(of text: Span<UInt8>) -> Double? {
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    var (mantissa, digits, digitsBeforePoint) = (UInt64(0), 0, Int?.none)
    for position in (isNegative ? 1 : 0)..<text.count {
      if text[position] == UInt8(ascii: "."), digitsBeforePoint == nil {
        digitsBeforePoint = digits
        continue
      }
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10, digits < mostDigits else { return nil }
      mantissa = mantissa * 10 + UInt64(digit)
      digits += 1
    }
    guard digits > 0 else { return nil }
    let magnitude = quotient(mantissa, powersOfTen[digits - (digitsBeforePoint ?? digits)])
    return isNegative ? -magnitude : magnitude
  }

  /// The float64 nearest to a / b.
  private static func quotient(_ a: UInt64, _ b: UInt64) -> Double {
    guard a > 0 else { return 0 }
    // a · 2^(shift + 64) / b: 64 bits at least behind the leading zeros, and whether anything is left.
    let shift = a.leadingZeroBitCount
    let (high, rest) = (a << shift).quotientAndRemainder(dividingBy: b)
    let (low, remainder) = b.dividingFullWidth((rest, 0))
    let zeros = high == 0 ? 64 : high.leadingZeroBitCount
    // Smart shifts: by 64 they give 0.
    let top = high << zeros | low >> (64 - zeros)
    let isInexact = low << zeros != 0 || remainder > 0
    // A bit far below the last that is kept says that the number lies above `top`, which matters at the middle alone.
    return Double(sign: .plus, exponent: -shift - zeros, significand: Double(top | (isInexact ? 1 : 0)))
  }
}
