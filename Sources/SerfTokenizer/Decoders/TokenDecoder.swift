/// The last stage: makes text of tokens.
///
/// (The plain name `Decoder` is the standard library's.)
public protocol TokenDecoder: Sendable {
  /// Changes the tokens in place; what is left when all decoders are done is put end to end.
  func decode(_ tokens: inout TokenBytes)
}

/// A row of byte strings, end to end in one buffer.
public struct TokenBytes: Hashable, Sendable {
  /// All of them.
  public private(set) var utf8: [UInt8] = []
  /// Where each ends in ``utf8``.
  public private(set) var ends: [Int] = []

  public init() {}

  public var count: Int { ends.count }

  /// Where token `index` lies in ``utf8``.
  public func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Adds one token.
  public mutating func append(_ token: some Sequence<UInt8>) {
    utf8.append(contentsOf: token)
    ends.append(utf8.count)
  }
}
