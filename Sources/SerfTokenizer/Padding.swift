/// How the encodings of a batch are filled up to one length, for models that take rectangles of ids.
///
/// ``Tokenizer/encodeBatch(_:addSpecialTokens:pads:threads:)`` does it. A text encoded on its own is left as it is, where
/// Hugging Face fills that up, too: this toolkit's own batches are packed, and what is filled in would be read as text.
public struct Padding: Hashable, Sendable {
  /// The length in tokens, which longer encodings keep; nil is that of the longest of a batch.
  public var fixedLength: Int?
  /// The end that is filled up.
  public var direction: Truncation.Direction
  /// The length is rounded up to a multiple of this.
  public var multiple: Int?
  public var id: Int32
  /// The segment number of what is filled in.
  public var typeID: Int32
  /// How the file spells ``id``; nothing is looked up by it.
  public var token: String

  public init(
    fixedLength: Int? = nil, direction: Truncation.Direction = .right, multiple: Int? = nil, id: Int32 = 0,
    typeID: Int32 = 0, token: String = "[PAD]"
  ) {
    self.fixedLength = fixedLength
    self.direction = direction
    self.multiple = multiple
    self.id = id
    self.typeID = typeID
    self.token = token
  }
}

// MARK: - Filling up
extension Padding {
  /// No model reads that many tokens at once: a longer length in a file is a slip, and would take gigabytes a batch.
  static let lengthLimit = 1 << 20

  /// Fills up all encodings of a batch.
  /// - Throws: ``TokenizerError/Code/badSetting`` for a length beyond 2^20 that is not an encoding's own.
  func apply(to encodings: inout [Encoding]) throws(TokenizerError) {
    let longest = encodings.reduce(0) { max($0, $1.count) }
    let wanted = rounded(fixedLength ?? longest)
    guard wanted <= max(longest, Self.lengthLimit) else {
      throw .badSetting("the length of padding", found: "\(wanted) tokens", expected: "\(Self.lengthLimit) at most")
    }
    for index in encodings.indices { encodings[index].fill(to: wanted, with: self) }
  }

  /// The next multiple; both numbers are below 2^32.
  private func rounded(_ length: Int) -> Int {
    guard let multiple, multiple > 0 else { return length }
    return (length + multiple - 1) / multiple * multiple
  }
}
