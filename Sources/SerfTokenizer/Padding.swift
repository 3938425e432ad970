/// How others fill encodings up to one length. This library never does (batches are packed): it is read and written,
/// so that a file keeps it.
public struct Padding: Hashable, Sendable {
  /// The length in tokens; nil is that of the longest of a batch.
  public var fixedLength: Int?
  public var direction: Truncation.Direction
  /// The length is rounded up to a multiple of this.
  public var multiple: Int?
  public var id: Int32
  public var typeID: Int32
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
