/// What a ``BytePairLearner`` starts from, and how far it goes.
struct MergePlan {
  /// The first tokens, which have the first ids.
  var tokens: [[UInt8]]
  /// Tokens that no text becomes, special and byte tokens: no merge makes one, and no character is one.
  var reserved: Set<Int32>
  /// Characters that get a token behind the first ones, unless they have one there.
  var characters: [[UInt8]]
  /// What every symbol of a word but its first is spelled with: `##` of WordPiece.
  var continuingPrefix: [UInt8] = []
  /// Merges that are made before any is learnt, in their order.
  var earlierMerges: [BytePair.Merge] = []
  /// Tokens in all.
  var vocabularySize: Int
  /// How often a pair must occur to be merged.
  var minimumFrequency: Int
}

/// What was learnt.
struct LearnedMerges {
  let tokens: [[UInt8]]
  let merges: [BytePair.Merge]
}
