/// The tokens of stretches seen lately that go through the stages: ids, and each one's range in the stretch.
///
/// Unlike those of a word, they may lie apart, or share characters that the normaliser changed.
/// - Invariant: one thread at a time uses it.
@safe final class StretchTable: @unchecked Sendable {
  static let longestStretch = LongWordTable.longestWord
  /// A range is one number: the start's bits above the end's.
  private static let endBits = 12

  private var entries = LongWordTable()

  deinit { entries.deallocate() }

  /// Appends the tokens of a stretch if it is here.
  /// - Parameter start: where it begins in the whole text.
  func replay(_ stretch: Span<UInt8>, at start: Int, to tokens: inout TokenBuffer) -> Bool {
    guard let entry = entry(stretch) else { return false }
    let known = unsafe entries.tokens(of: entry)
    let count = known.count / 2
    for index in 0..<count {
      let (id, bounds) = unsafe (known[index], Int(known[count &+ index]))
      tokens.append(id, start &+ bounds &>> Self.endBits..<start &+ bounds & (1 &<< Self.endBits &- 1))
    }
    return true
  }

  /// Whether a stretch is here.
  func contains(_ stretch: Span<UInt8>) -> Bool { entry(stretch) != nil }

  /// Keeps the tokens of a stretch unless it is here, or too long.
  /// - Parameter tokens: their ids, and their ranges in the stretch.
  func store(_ stretch: Span<UInt8>, _ tokens: [(id: Int32, range: Range<Int>)]) {
    guard stretch.count <= Self.longestStretch, !contains(stretch) else { return }
    TextBytes.with(stretch) { text in
      entries.store(entries.hash(of: text, 0, text.count), text, 0, text.count, count: tokens.count) { index in
        let bounds = tokens[index].range
        return (tokens[index].id, bounds.lowerBound << Self.endBits | bounds.upperBound)
      }
    }
  }

  private func entry(_ stretch: Span<UInt8>) -> Int? {
    guard stretch.count <= Self.longestStretch else { return nil }
    return TextBytes.with(stretch) { text in
      entries.entry(entries.hash(of: text, 0, text.count), text, 0, text.count)
    } ?? nil
  }
}
