/// What BLEU puts in place of a precision of zero.
///
/// Source: Chen and Cherry, "A Systematic Comparison of Smoothing Techniques for Sentence-Level BLEU", WMT 2014.
public enum Smoothing: Hashable, Sendable {
  /// Nothing: one precision of zero makes the score zero.
  case none
  /// A small number of matches in place of none (their method 1).
  case floor(Double)
  /// So much added to matches and n-grams of order 2 and up (their method 2).
  case addK(Double)
  /// The k-th zero counts as 1 / 2ᵏ matches (their method 3, and mteval's).
  case exponential

  /// ``floor(_:)`` with the value that sacreBLEU takes.
  public static let standardFloor = Smoothing.floor(0.1)
  /// ``addK(_:)`` with the value that sacreBLEU takes.
  public static let standardAddK = Smoothing.addK(1)

  /// As a signature tells it: `exp`, `floor[0.10]`.
  var signature: String {
    switch self {
    case .none: "none"
    case .floor(let value): "floor[\(twoDecimals(value))]"
    case .addK(let value): "add-k[\(twoDecimals(value))]"
    case .exponential: "exp"
    }
  }
}
