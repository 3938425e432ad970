/// The fourth stage: puts special tokens around a text, or around and between two.
public protocol PostProcessor: Sendable {
  /// The ids that it may put in; each must be in the vocabulary.
  var insertedIDs: [Int32] { get }

  /// How many tokens it puts in.
  func insertedCount(isPair: Bool) -> Int

  /// How it leaves blanks out of offsets; nil when it leaves them as they are.
  var offsetTrimming: OffsetTrimming? { get }

  /// The two texts as one sequence.
  /// - Parameter addSpecialTokens: false leaves its own tokens out, but sets the segment numbers.
  func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding
}

extension PostProcessor {
  public var offsetTrimming: OffsetTrimming? { nil }
}

/// Takes the blanks at the ends of a token out of its offsets: ` the` then has the range of `the`.
public struct OffsetTrimming: Hashable, Sendable {
  /// Whether the pre-tokenizer put a blank before the text, which is none of its bytes.
  public let addsPrefixSpace: Bool

  public init(addsPrefixSpace: Bool) { self.addsPrefixSpace = addsPrefixSpace }

  /// The blanks that a token begins and ends with: how many, in the upper and lower half of the bits.
  static func blanks(of token: Span<UInt8>) -> UInt32 {
    var (leading, position): (UInt32, Int) = (0, 0)
    while position < token.count {
      let (point, count) = UTF8Layout.scalar(token, at: position)
      guard isBlank(point) else { break }
      leading += 1
      position += count
    }
    var (trailing, end): (UInt32, Int) = (0, token.count)
    while end > 0 {
      end = UTF8Layout.previous(token, before: end)
      guard isBlank(UTF8Layout.scalar(token, at: end).point) else { break }
      trailing += 1
    }
    return min(leading, 0xFFFF) << 16 | min(trailing, 0xFFFF)
  }

  /// Takes the blanks at the ends of tokens out of their ranges.
  /// - Parameters:
  ///   - utf8: the text.
  ///   - blanks: ``blanks(of:)`` of each id.
  func trim(_ tokens: inout TokenBuffer, of utf8: Span<UInt8>, blanks: [UInt32]) {
    for index in tokens.ids.indices {
      let count = blanks[Int(tokens.ids[index])]
      guard count > 0 else { continue }
      tokens.ranges[index] = trimmed(
        tokens.ranges[index], of: utf8, leading: count >> 16, trailing: count & 0xFFFF, isFirst: index == 0)
    }
  }

  /// A blank of the token takes a character of the text with it, whichever that is.
  private func trimmed(
    _ range: Range<Int>, of utf8: Span<UInt8>, leading: UInt32, trailing: UInt32, isFirst: Bool
  ) -> Range<Int> {
    var (leading, trailing, start, stop) = (leading, trailing, range.lowerBound, range.upperBound)
    if leading > 0, addsPrefixSpace, isFirst || start == 0 { leading -= 1 }
    while leading > 0, start < stop {
      start += 1
      while start < utf8.count, UTF8Layout.isContinuation(utf8[start]) { start += 1 }
      leading -= 1
    }
    while trailing > 0, stop > start {
      stop = UTF8Layout.previous(utf8, before: stop)
      trailing -= 1
    }
    return start..<stop
  }

  /// A blank in the byte alphabet, or any white space.
  private static func isBlank(_ point: UInt32) -> Bool {
    point == ByteAlphabet.points[0x20] || CharacterClasses.shared.isWhiteSpace(point)
  }
}
