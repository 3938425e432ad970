/// All sentence pairs of a corpus, and what was met while they were read.
public struct ParallelData: Hashable, Sendable {
  /// What messages call it.
  public let name: String
  public let pairs: [SentencePair]
  /// What was skipped, replaced or guessed, a sentence each.
  public let notes: [String]

  /// Reads all pairs.
  /// - Throws: ``DataError`` as ``ParallelReader``; a corpus without pairs is refused.
  public init(_ files: ParallelFiles, options: ParallelReader.Options = .init()) throws(DataError) {
    let reader = try ParallelReader(files, options: options)
    var pairs: [SentencePair] = []
    while let pair = try reader.next() { pairs.append(pair) }
    guard !pairs.isEmpty else { throw .noPairs(files.name) }
    self.pairs = pairs
    name = files.name
    notes = reader.notes
  }
}
