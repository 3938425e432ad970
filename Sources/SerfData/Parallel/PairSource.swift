import SerfStorage

/// The sentence pairs of a corpus of any size, to be gone through several times: held in memory, or read from their files
/// again each time where their text is larger than memory should take.
package struct PairSource: Sendable {
  private enum Place: Sendable {
    case memory([SentencePair])
    case files([ParallelFiles], ParallelReader.Options, leavingOut: Set<Int>)
  }

  private var place: Place
  package private(set) var count: Int

  /// Text that is held in memory at most. Unit: bytes.
  package static let mostText = 1 << 26
  /// Pairs that are handed out at a time.
  private static let chunk = 8192

  /// Reads all files to their ends, one after the other.
  /// - Parameters:
  ///   - mostText: bytes of text that are held in memory at most.
  ///   - note: hears what was skipped, replaced or guessed.
  /// - Throws: ``DataError`` as ``ParallelReader``; files without pairs are refused, and large ones that can't be read
  ///   twice, as a pipe.
  package init(
    _ files: [ParallelFiles], options: ParallelReader.Options, mostText: Int = Self.mostText,
    note: (String) -> Void = { _ in }
  ) throws(DataError) {
    var (pairs, text) = ([SentencePair](), 0)
    count = 0
    for part in files {
      let reader = try ParallelReader(part, options: options)
      while let pair = try reader.next() {
        text += pair.source.utf8.count + pair.target.utf8.count
        if text <= mostText { pairs.append(pair) } else { pairs = [] }
      }
      guard reader.pairCount > 0 else { throw .noPairs(part.name) }
      for text in reader.notes { note(text) }
      count += reader.pairCount
    }
    guard text > mostText else {
      place = .memory(pairs)
      return
    }
    for path in files.flatMap(\.paths) where !ByteStream.canBeReadAgain(path) {
      throw .tooLargeForAPipe(path, limit: mostText)
    }
    place = .files(files, options, leavingOut: [])
  }

  /// All pairs where they are in memory.
  package var inMemory: [SentencePair]? {
    guard case .memory(let pairs) = place else { return nil }
    return pairs
  }
}

// MARK: - Parts
extension PairSource {
  /// The pairs of some numbers, in order.
  package func pairs(_ numbers: Set<Int>) throws(DataError) -> [SentencePair] {
    var (chosen, number) = ([SentencePair](), 0)
    let chunks = chunks()
    while let chunk = try chunks.next() {
      for pair in chunk {
        if numbers.contains(number) { chosen.append(pair) }
        number += 1
      }
    }
    return chosen
  }

  /// Leaves pairs out from now on.
  /// - Precondition: none were left out before.
  package mutating func leaveOut(_ numbers: Set<Int>) {
    count -= numbers.count
    switch place {
    case .memory(let pairs): place = .memory(pairs.indices.filter { !numbers.contains($0) }.map { pairs[$0] })
    case .files(let files, let options, _): place = .files(files, options, leavingOut: numbers)
    }
  }
}

// MARK: - Going through
extension PairSource {
  /// All pairs in order, some at a time.
  package func chunks() -> Chunks { Chunks(self) }

  /// Goes through the pairs once.
  package final class Chunks {
    private let source: PairSource
    /// In the order of the files, those that are left out too.
    private var number = 0
    private var given = 0
    private var part = 0
    private var reader: ParallelReader?

    fileprivate init(_ source: PairSource) { self.source = source }

    /// The next pairs; nil at the end.
    /// - Throws: ``DataError``: also where a file has changed since it was first read.
    package func next() throws(DataError) -> [SentencePair]? {
      var chunk: [SentencePair] = []
      switch source.place {
      case .memory(let pairs): chunk = Array(pairs[given..<min(given + PairSource.chunk, pairs.count)])
      case .files(let files, let options, let others):
        while chunk.count < PairSource.chunk, let pair = try nextPair(files, options) {
          if !others.contains(number) { chunk.append(pair) }
          number += 1
        }
        guard !chunk.isEmpty || given == source.count else {
          throw .changed(files.map(\.name).joined(separator: ", "), pairs: given, before: source.count)
        }
      }
      given += chunk.count
      return chunk.isEmpty ? nil : chunk
    }

    private func nextPair(_ files: [ParallelFiles], _ options: ParallelReader.Options) throws(DataError)
      -> SentencePair?
    {
      while part < files.count {
        if reader == nil { reader = try ParallelReader(files[part], options: options) }
        if let pair = try reader?.next() { return pair }
        reader = nil
        part += 1
      }
      return nil
    }
  }
}
