/// A stretch of text that became another stretch.
public struct Edit: Hashable, Sendable {
  /// Bytes of the text before.
  public var source: Range<Int>
  /// Bytes of the text after.
  public var result: Range<Int>

  public init(source: Range<Int>, result: Range<Int>) {
    self.source = source
    self.result = result
  }
}
