/// How many tokens an encoding has at most, and where it is cut.
public struct Truncation: Hashable, Sendable {
  /// Which of two texts is cut.
  public enum Strategy: String, Hashable, Sendable, CaseIterable {
    /// The longer, then both.
    case longestFirst = "LongestFirst"
    case onlyFirst = "OnlyFirst"
    case onlySecond = "OnlySecond"
  }

  /// Which end is cut off.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case left = "Left"
    case right = "Right"
  }

  /// Tokens at most, special ones included.
  public var maximumCount: Int
  public var strategy: Strategy
  public var direction: Direction
  /// Only read and written: the overlap of the parts that others cut a long text into.
  public var stride: Int

  public init(
    maximumCount: Int, strategy: Strategy = .longestFirst, direction: Direction = .right, stride: Int = 0
  ) {
    self.maximumCount = maximumCount
    self.strategy = strategy
    self.direction = direction
    self.stride = stride
  }

  /// Cuts one text or two.
  /// - Parameter reserved: special tokens that are still to come.
  /// - Throws: ``TokenizerError/Code/tooLong`` when the one text that may be cut is too short for it.
  func apply(
    to first: inout Encoding, _ second: inout Encoding?, reserved: Int
  ) throws(TokenizerError) {
    let maximum = max(0, maximumCount - reserved)
    let total = first.count + (second?.count ?? 0)
    guard total > maximum else { return }
    switch strategy {
    case .longestFirst:
      guard let other = second else { return first.cut(to: maximum, direction) }
      let (one, two) = Self.lengths(first.count, other.count, maximum)
      first.cut(to: one, direction)
      second?.cut(to: two, direction)
    case .onlyFirst, .onlySecond:
      let count = strategy == .onlyFirst ? first.count : second?.count ?? 0
      guard count > total - maximum else { throw .tooShortToTruncate(count: count, excess: total - maximum) }
      if strategy == .onlyFirst {
        first.cut(to: count - (total - maximum), direction)
      } else {
        second?.cut(to: count - (total - maximum), direction)
      }
    }
  }

  /// What is left of two lengths: the shorter is cut only when even equal shares are too long.
  private static func lengths(_ first: Int, _ second: Int, _ maximum: Int) -> (Int, Int) {
    var shorter = min(first, second)
    var longer = shorter > maximum ? shorter : max(shorter, maximum - shorter)
    if shorter + longer > maximum {
      shorter = maximum / 2
      longer = shorter + maximum % 2
    }
    return first > second ? (longer, shorter) : (shorter, longer)
  }
}
