/// The last stage: makes text of tokens.
///
/// (The plain name `Decoder` is the standard library's.)
public protocol TokenDecoder: Sendable {
  /// Changes the tokens in place; what is left when all decoders are done is put end to end.
  func decode(_ tokens: inout TokenBytes) throws(TokenizerError)
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

  /// Puts another in the place of each token; nil takes it out.
  mutating func map(
    _ body: (_ token: ArraySlice<UInt8>, _ index: Int) throws(TokenizerError) -> [UInt8]?
  ) throws(TokenizerError) {
    var changed = TokenBytes()
    for index in 0..<count {
      if let token = try body(utf8[range(of: index)], index) { changed.append(token) }
    }
    self = changed
  }
}

extension Sequence<UInt8> {
  /// The same bytes with `replacement` in the place of each `pattern`, from the left.
  func replacing(_ pattern: String, with replacement: String) -> [UInt8] {
    let (pattern, replacement) = (Array(pattern.utf8), Array(replacement.utf8))
    var result: [UInt8] = []
    let bytes = Array(self)
    guard !pattern.isEmpty else { return bytes }
    var position = 0
    while position < bytes.count {
      if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) {
        result += replacement
        position += pattern.count
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }
}
