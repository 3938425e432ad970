/// A text, or two, as token ids.
public struct Encoding: Hashable, Sendable {
  /// Which of the texts a token comes from.
  public enum Source: Hashable, Sendable { case first, second }

  /// Tokens side by side that come from the same text, or one special token.
  public struct Part: Hashable, Sendable {
    /// Positions in ``Encoding/ids``.
    public let tokens: Range<Int>
    /// The text; nil for a special token that the post-processor put in, and for padding.
    public let source: Source?
    /// The segment number that models like BERT embed.
    public let typeID: Int32
    /// Whether these tokens only fill the encoding up to the length of its batch.
    public let isPadding: Bool

    init(tokens: Range<Int>, source: Source?, typeID: Int32, isPadding: Bool = false) {
      self.tokens = tokens
      self.source = source
      self.typeID = typeID
      self.isPadding = isPadding
    }

    func moved(by count: Int) -> Part {
      Part(
        tokens: tokens.lowerBound + count..<tokens.upperBound + count, source: source, typeID: typeID,
        isPadding: isPadding)
    }
  }

  /// The token ids, 0 ..< vocabulary size.
  public private(set) var ids: [Int32]
  /// For each token the bytes [start, end) of its own *original* text, as UTF-8; empty at 0 for special tokens.
  ///
  /// The ranges of one text ascend and cover it. Tokens that share a stretch which the normaliser changed (the bytes
  /// of a character without a token of its own, say) all have the range of the whole stretch.
  public private(set) var offsets: [Range<Int>]
  /// The parts; none as long as all tokens are those of one text with segment number 0, as mostly they are.
  private var segments: [Part]

  /// No tokens.
  public init() {
    ids = []
    offsets = []
    segments = []
  }

  /// The tokens of one text.
  init(ids: [Int32], offsets: [Range<Int>]) {
    self.ids = ids
    self.offsets = offsets
    segments = []
  }

  /// The parts, in order, without gaps.
  public var parts: [Part] {
    guard segments.isEmpty, !ids.isEmpty else { return segments }
    return [Part(tokens: 0..<ids.count, source: .first, typeID: 0)]
  }

  /// The number of tokens.
  public var count: Int { ids.count }

  /// The segment number of each token.
  public var typeIDs: [Int32] { parts.flatMap { part in repeatElement(part.typeID, count: part.tokens.count) } }

  /// For each token whether it is none of a text: put in by the post-processor, or padding.
  public var specialTokenMask: [Bool] {
    parts.flatMap { part in repeatElement(part.source == nil, count: part.tokens.count) }
  }

  /// For each token whether a model is to look at it: all but padding.
  public var attentionMask: [Bool] {
    parts.flatMap { part in repeatElement(!part.isPadding, count: part.tokens.count) }
  }

  /// For each token of one text the stretch of it that the token stands for.
  /// - Parameter text: the text that was encoded.
  /// - Precondition: the encoding has offsets, and `text` is the one they count in.
  public func ranges(in text: String, of source: Source = .first) -> [Range<String.Index>] {
    offsets[tokens(of: source) ?? 0..<0].map { range in
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return start..<text.utf8.index(start, offsetBy: range.count)
    }
  }

  /// Positions in ``ids`` of the tokens of one text; nil when it has none.
  public func tokens(of source: Source) -> Range<Int>? { parts.first { $0.source == source }?.tokens }
}

// MARK: - Changing
extension Encoding {
  /// Keeps so many tokens of an encoding of one text.
  mutating func cut(to maximum: Int, _ direction: Truncation.Direction) {
    guard count > maximum else { return }
    let kept = direction == .right ? 0..<maximum : count - maximum..<count
    self = Encoding(ids: Array(ids[kept]), offsets: offsets.isEmpty ? [] : Array(offsets[kept]))
  }

  /// Fills the encoding up to a length; a longer one stays as it is.
  mutating func fill(to length: Int, with padding: Padding) {
    let missing = length - count
    guard missing > 0 else { return }
    let before = parts
    let atStart = padding.direction == .left
    let start = atStart ? 0 : count
    let filled = Part(tokens: start..<start + missing, source: nil, typeID: padding.typeID, isPadding: true)
    segments = atStart ? [filled] + before.map { $0.moved(by: missing) } : before + [filled]
    ids.insert(contentsOf: repeatElement(padding.id, count: missing), at: start)
    offsets.insert(contentsOf: repeatElement(0..<0, count: missing), at: start)
  }
}

// MARK: - Putting together, for post-processors
extension Encoding {
  /// Adds a special token.
  public mutating func append(special id: Int32, typeID: Int32 = 0) {
    segments = parts
    segments.append(Part(tokens: ids.count..<ids.count + 1, source: nil, typeID: typeID))
    ids.append(id)
    offsets.append(0..<0)
  }

  /// Adds all tokens of `other` as those of one text.
  public mutating func append(_ other: Encoding, as source: Source, typeID: Int32 = 0) {
    guard other.count > 0 else { return }
    if !ids.isEmpty || source != .first || typeID != 0 {
      segments = parts
      segments.append(Part(tokens: ids.count..<ids.count + other.count, source: source, typeID: typeID))
    }
    guard !ids.isEmpty else {
      // Shared, not copied.
      (ids, offsets) = (other.ids, other.offsets)
      return
    }
    ids += other.ids
    offsets += other.offsets
  }
}
