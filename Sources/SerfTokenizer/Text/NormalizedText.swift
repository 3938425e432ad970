/// A text on its way through the normalisers: its bytes now, and where each of them came from.
public struct NormalizedText: Hashable, Sendable {
  /// The text as it is now, always well-formed UTF-8.
  public private(set) var utf8: [UInt8]
  /// Bytes of the text as it was given.
  public let originalCount: Int
  private var alignment = Alignment()

  /// - Parameter utf8: the original text; the caller has made sure that it is UTF-8.
  init(validUTF8 utf8: [UInt8]) {
    self.utf8 = utf8
    originalCount = utf8.count
  }

  /// A text that nothing has changed yet.
  public init(_ text: String) { self.init(validUTF8: Array(text.utf8)) }

  /// Whether every byte stands where it stood in the original.
  public var isAligned: Bool { alignment.edits.isEmpty }

  /// The bytes of the original that `range` of ``utf8`` came from.
  ///
  /// A range that cuts a changed stretch (half of an é that was composed) takes the whole stretch.
  public func originalRange(of range: Range<Int>) -> Range<Int> { alignment.sourceRange(of: range) }

  /// Replaces the text.
  /// - Parameters:
  ///   - changed: the new text, well-formed UTF-8.
  ///   - edits: what became what, ascending; `source` counts bytes of the text before, `result` of the new one, and
  ///     between edits both have the same number of bytes.
  /// - Precondition: the edits add up to the new length.
  public mutating func replace(with changed: [UInt8], edits: [Edit]) {
    let growth = edits.reduce(0) { $0 + $1.result.count - $1.source.count }
    precondition(utf8.count + growth == changed.count, "edits that don't add up: \(growth)")
    if !edits.isEmpty { alignment = alignment.followed(by: edits) }
    utf8 = changed
  }
}
