/// A text on its way through the normalisers: its bytes now, and where each of them came from.
///
/// Each character of the text stands for one stretch of the original, by the rules of Hugging Face's tokenizers: a
/// character that took another's place stands for that one, one that was put in stands for what its neighbour before
/// it stands for, and a composed character stands for the first of its parts.
public struct NormalizedText: Hashable, Sendable {
  /// The text as it is now, always well-formed UTF-8.
  public private(set) var utf8: [UInt8]
  /// Bytes of the text as it was given.
  public let originalCount: Int
  /// Bytes of the whole text before this part of it; ranges of the original count from the whole text's beginning.
  let base: Int
  /// Of each byte of ``utf8`` the original stretch that its character stands for; nil while every character has the
  /// place and the length that it had.
  var origins: [Origin]?
  /// Whether origins are kept at all: where nobody asks for them it saves their time and memory, and ranges of the
  /// original are then meaningless.
  let keepsOrigins: Bool

  /// Bytes [start, end) of the part that was given, in 32 bits: a long text has as many of these as it has bytes.
  struct Origin: Hashable, Sendable {
    var start: Int32
    var end: Int32
  }

  /// - Parameter utf8: the original text; the caller has made sure that it is UTF-8 of less than 2^31 bytes.
  init(validUTF8 utf8: [UInt8], base: Int = 0, keepsOrigins: Bool = true) {
    self.utf8 = utf8
    self.base = base
    self.keepsOrigins = keepsOrigins
    originalCount = utf8.count
  }

  /// A text that nothing has changed yet.
  public init(_ text: String) { self.init(validUTF8: Array(text.utf8)) }

  /// Whether every character stands where it stood in the original.
  public var isAligned: Bool { origins == nil }

  /// The bytes of the original that `range` of ``utf8`` stands for, at character boundaries.
  public func originalRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else {
      let start = range.lowerBound < utf8.count ? originalStart(of: range.lowerBound) : base + originalCount
      return start..<start
    }
    if let origins {
      let start = Int(origins[range.lowerBound].start)
      return base + start..<base + max(start, Int(origins[range.upperBound - 1].end))
    }
    let start = UTF8Layout.start(of: range.lowerBound, in: utf8)
    return base + start..<base + UTF8Layout.end(of: range.upperBound, in: utf8)
  }

  /// Where the original stretch of the character at `position` begins.
  func originalStart(of position: Int) -> Int {
    if let origins { return base + Int(origins[position].start) }
    return base + UTF8Layout.start(of: position, in: utf8)
  }
}

// MARK: - Changing
extension NormalizedText {
  /// Replaces the text.
  /// - Parameters:
  ///   - changed: the new text, well-formed UTF-8.
  ///   - edits: what became what, ascending; `source` counts bytes of the text before, `result` of the new one, and
  ///     between edits both have the same number of bytes. The whole result of an edit stands for its whole source.
  /// - Precondition: the edits add up to the new length.
  public mutating func replace(with changed: [UInt8], edits: [Edit]) {
    let growth = edits.reduce(0) { $0 + $1.result.count - $1.source.count }
    precondition(utf8.count + growth == changed.count, "edits that don't add up: \(growth)")
    guard !edits.isEmpty, keepsOrigins else { return utf8 = changed }
    var moved: [Origin] = []
    moved.reserveCapacity(changed.count)
    var position = 0
    for edit in edits {
      while position < edit.source.lowerBound {
        moved.append(origin(of: position))
        position += 1
      }
      position = edit.source.upperBound
      let source = originalRange(of: edit.source)
      let origin = Origin(start: Int32(source.lowerBound - base), end: Int32(source.upperBound - base))
      moved.append(contentsOf: repeatElement(origin, count: edit.result.count))
    }
    while position < utf8.count {
      moved.append(origin(of: position))
      position += 1
    }
    utf8 = changed
    origins = moved
  }

  /// Writes the text anew, piece by piece.
  /// - Parameter body: gets the text, and a writer that copies stretches of it or puts others in their place.
  mutating func rewrite<Failure: Error>(
    _ body: (Span<UInt8>, inout TextRewriter) throws(Failure) -> Void
  ) throws(Failure) {
    var rewriter = TextRewriter(of: self)
    let before = utf8
    try body(before.span, &rewriter)
    (utf8, origins) = rewriter.finish()
  }

  /// What the byte at `position` stands for.
  func origin(of position: Int) -> Origin {
    if let origins { return origins[position] }
    let start = UTF8Layout.start(of: position, in: utf8)
    return Origin(start: Int32(start), end: Int32(UTF8Layout.end(of: position + 1, in: utf8)))
  }

  /// A part of the text as a text of its own; offsets still count from the beginning of the original.
  func slice(_ range: Range<Int>) -> NormalizedText {
    if range == 0..<utf8.count { return self }
    var part = NormalizedText(
      validUTF8: Array(utf8[range]), base: origins == nil ? base + range.lowerBound : base, keepsOrigins: keepsOrigins)
    part.origins = origins.map { Array($0[range]) }
    return part
  }
}
