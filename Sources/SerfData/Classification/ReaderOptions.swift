/// What the user may fix rather than have guessed.
public struct ReaderOptions<Row: LabelledRow>: Hashable, Sendable {
  public var format: TextFormat?
  /// The column of each text, in the order of the row's roles; nil where it is found.
  public var textColumns = [ColumnChoice?](repeating: nil, count: Row.roles.count)
  public var labelColumn: ColumnChoice?
  /// Where the files lie that picture columns name; nil leaves pictures alone.
  public var pictureFolder: String?
  /// The column of each picture, in the order of the row's picture roles; nil where it is found by its name.
  public var pictureColumns = [ColumnChoice?](repeating: nil, count: Row.pictureRoles.count)
  public var labelMapping = LabelMapping()
  /// Replace invalid UTF-8 by U+FFFD and count it, rather than stop.
  public var lossy = false

  public init() {}
}

extension ReaderOptions where Row == LabelledText {
  public var textColumn: ColumnChoice? {
    get { textColumns[0] }
    set { textColumns[0] = newValue }
  }
}

extension ReaderOptions where Row == LabelledPair {
  public var premiseColumn: ColumnChoice? {
    get { textColumns[0] }
    set { textColumns[0] = newValue }
  }

  public var hypothesisColumn: ColumnChoice? {
    get { textColumns[1] }
    set { textColumns[1] = newValue }
  }
}
