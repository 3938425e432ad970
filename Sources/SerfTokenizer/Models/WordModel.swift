/// What a model makes of a word that is not in the tables.
protocol WordModel {
  var rules: MergeRules { get }
  /// Whether the word is a token whatever the merges say.
  func wholeToken(_ word: Span<UInt8>) -> Int32?
  /// The symbols that a word begins as; false when they are too many.
  func begin(_ word: Span<UInt8>, in merging: ShortWordMerging) -> Bool
  /// The tokens of a word of any length.
  func merge(_ word: Span<UInt8>, in workspace: inout BytePairWorkspace)
}
