/// What a model makes of a word that is not in the tables.
protocol WordModel {
  /// Leaves the tokens of a word in `short`; false when it has too many symbols for it.
  func cut(_ word: Span<UInt8>, into short: ShortWordMerging) -> Bool
  /// The tables for long words; nil inside where there are none.
  var longWords: Lazily<LongWordMerging?> { get }
  /// Calls `body` with the tokens of a word of any length, in order, where those tables are not made for it.
  func cutLong(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace, _ body: (CachedToken) -> Void)
}
