package import SerfData
package import SerfTensor

/// In which order the tokens of a batch lie.
package enum PackedOrder: Sendable {
  /// Sequence after sequence: what attention walks.
  case sequenceMajor
  /// Time step after time step, longest sequence first: what an LSTM walks.
  case timeMajor
}

/// How the patches of pictures lie in a batch.
package enum PictureOrder: Sendable {
  /// A sequence for each picture.
  case apart
  /// A sequence for each example: its texts, which are joined too, then the patches of its pictures.
  case behindTexts
  /// A sequence for each example, of patches alone.
  case joined
}

/// How a network wants a batch to be packed.
package struct PackedLayout: Sendable {
  package var order: PackedOrder
  /// Buckets of hashed token pairs; 0 for none.
  package var pairBuckets = 0
  /// Whether the texts of an example are one sequence, a separator behind all but the last, rather than one each.
  package var joinsTexts = false
  /// How the pictures of an example lie; nil where they are left alone.
  package var pictures: PictureOrder?

  package init(order: PackedOrder, pairBuckets: Int = 0, joinsTexts: Bool = false) {
    (self.order, self.pairBuckets, self.joinsTexts) = (order, pairBuckets, joinsTexts)
  }
}

/// A shard of texts packed end to end: nothing is padded. Filled anew for every update; a warm refill allocates nothing.
///
/// B examples of one text are B sequences, and so are B pairs joined. B pairs apart are 2B sequences: premise b is
/// sequence b, hypothesis b sequence B + b.
/// - Invariant (`@unchecked Sendable`): one worker at a time fills and reads a batch.
/// Pictures lie as texts apart do: of pair b that of the premise is number b, that of the hypothesis B + b.
package final class TextBatch: @unchecked Sendable {
  /// For each example its number in the corpus.
  package let examples = IndexBuffer()
  /// N token ids.
  package let tokens = IndexBuffer()
  /// For each token its sequence.
  package let segments = IndexBuffer()
  /// For each token its place in its text.
  package let positions = IndexBuffer()
  /// For each token which text of its example it is of: 0, or 1 for the second of a pair.
  package let sides = IndexBuffer()
  /// For each token 2 · side, and 1 more where the other text of its pair has it too; of pairs alone.
  package let kinds = IndexBuffer()
  /// For each row in sequence-major order its text: b for premise b, B + b for hypothesis b; of pairs alone.
  package let textSegments = IndexBuffer()
  /// First row of each sequence, then N; in sequence-major order, and for its rows in time-major order.
  package let starts = IndexBuffer()
  /// First row of each time step, then N; in time-major order alone.
  package let stepStarts = IndexBuffer()
  /// For each row in sequence-major order the row in time-major order; of pairs in time-major order alone.
  package let timeRows = IndexBuffer()
  /// Hashed token pairs, and the sequence of each.
  package let pairs = IndexBuffer()
  package let pairSegments = IndexBuffer()
  /// The class of each example.
  package let labels = IndexBuffer()
  /// The sequences, longest first; in time-major order alone.
  private let longestFirst = IndexBuffer()

  package init() {}

  package private(set) var sequenceCount = 0
  package var exampleCount: Int { examples.count }
  package var tokenCount: Int { tokens.count }

  /// The patches of the pictures; empty where the network looks at none.
  package let patches = PatchRows()

  private func removeAll() {
    for buffer in [
      examples, tokens, segments, positions, sides, kinds, textSegments, starts, stepStarts, timeRows, pairs,
      pairSegments, labels, longestFirst,
    ] {
      buffer.removeAll()
    }
  }
}

// MARK: - Filling
extension TextBatch {
  /// Packs some examples of a corpus.
  /// - Parameter examples: every `stride`-th from `offset`: the shard's part of the batch, so that shards are alike in
  ///   length.
  package func fill(
    from texts: EncodedTexts, examples chosen: ArraySlice<Int>, offset: Int = 0, stride: Int = 1,
    as layout: PackedLayout
  ) {
    removeAll()
    var place = chosen.startIndex + offset
    while place < chosen.endIndex {
      examples.append(chosen[place])
      place += stride
    }
    sequenceCount = layout.joinsTexts ? examples.count : examples.count * texts.textsPerExample
    if layout.order == .timeMajor {
      sortLongestFirst(examples) { texts.length(of: $0) }
      for sequence in 0..<sequenceCount { longestFirst.append(sequence) }
      sortLongestFirst(longestFirst) { length(of: $0, texts) }
    }
    for index in 0..<examples.count { labels.append(Int(texts.labels[examples[index]])) }
    switch layout.order {
    case .sequenceMajor: packSequences(texts, joined: layout.joinsTexts)
    case .timeMajor: packSteps(texts)
    }
    if texts.textsPerExample > 1 { segmentTexts(texts, joined: layout.joinsTexts) }
    if layout.pairBuckets > 0 { hashPairs(texts, buckets: layout.pairBuckets) }
    patches.fill(from: texts.pictures, in: self, as: layout.pictures)
  }

  /// Insertion sort: a shard is short, and its examples are nearly in order.
  private func sortLongestFirst(_ numbers: IndexBuffer, length: (Int) -> Int) {
    for index in 1..<max(numbers.count, 1) {
      let number = numbers[index]
      var place = index
      while place > 0, length(numbers[place - 1]) < length(number) {
        numbers[place] = numbers[place - 1]
        place -= 1
      }
      numbers[place] = number
    }
  }
}

// MARK: - Tokens
extension TextBatch {
  /// Which text of which example a sequence is, where texts are apart.
  private func source(of sequence: Int) -> (example: Int, text: Int) {
    (examples[sequence % examples.count], sequence / examples.count)
  }

  private func length(of sequence: Int, _ texts: EncodedTexts) -> Int {
    let (example, text) = source(of: sequence)
    return texts.range(of: example, text: text).count
  }

  private func append(_ texts: EncodedTexts, sequence: Int, example: Int, text: Int, position: Int) {
    let token = texts.ids[texts.range(of: example, text: text).lowerBound + position]
    append(Int(token), sequence: sequence, text: text, position: position)
    guard texts.textsPerExample > 1 else { return }
    var isMatched = false
    for other in 0..<texts.textsPerExample where other != text && !isMatched {
      isMatched = texts.ids[texts.range(of: example, text: other)].contains(token)
    }
    kinds.append(2 * text + (isMatched ? 1 : 0))
  }

  private func append(_ token: Int, sequence: Int, text: Int, position: Int) {
    tokens.append(token)
    segments.append(sequence)
    positions.append(position)
    sides.append(text)
  }

  private func packSequences(_ texts: EncodedTexts, joined: Bool) {
    starts.append(0)
    for sequence in 0..<sequenceCount {
      let (example, first) = joined ? (examples[sequence], 0) : source(of: sequence)
      let last = joined ? texts.textsPerExample - 1 : first
      for text in first...last {
        let count = texts.range(of: example, text: text).count
        for position in 0..<count {
          append(texts, sequence: sequence, example: example, text: text, position: position)
        }
        guard text < last else { continue }
        append(texts.separator, sequence: sequence, text: text, position: count)
        kinds.append(2 * text)
      }
      starts.append(tokens.count)
    }
  }

  private func packSteps(_ texts: EncodedTexts) {
    stepStarts.append(0)
    var alive = sequenceCount
    var step = 0
    while true {
      while alive > 0, length(of: longestFirst[alive - 1], texts) <= step { alive -= 1 }
      if alive == 0 { break }
      for rank in 0..<alive {
        let (example, text) = source(of: longestFirst[rank])
        append(texts, sequence: longestFirst[rank], example: example, text: text, position: step)
      }
      stepStarts.append(tokens.count)
      step += 1
    }
    if texts.textsPerExample > 1 { findTimeRows(texts) }
  }

  /// Where each token of each sequence has come to lie.
  private func findTimeRows(_ texts: EncodedTexts) {
    for _ in 0..<tokens.count { timeRows.append(0) }
    starts.append(0)
    for sequence in 0..<sequenceCount { starts.append(starts[sequence] + length(of: sequence, texts)) }
    for row in 0..<tokens.count { timeRows[starts[segments[row]] + positions[row]] = row }
  }

  /// Which text each row of the sequence-major order is of.
  private func segmentTexts(_ texts: EncodedTexts, joined: Bool) {
    for sequence in 0..<sequenceCount {
      for row in starts[sequence]..<starts[sequence + 1] {
        textSegments.append(joined ? sequence + examples.count * sides[row] : sequence)
      }
    }
  }

  /// Ordered pairs of neighbouring tokens, hashed into buckets by two odd multipliers.
  private func hashPairs(_ texts: EncodedTexts, buckets: Int) {
    for sequence in 0..<sequenceCount {
      let (example, text) = source(of: sequence)
      let ids = texts.range(of: example, text: text)
      for index in ids.lowerBound..<ids.upperBound - 1 {
        let first = UInt64(UInt32(bitPattern: texts.ids[index]))
        let second = UInt64(UInt32(bitPattern: texts.ids[index + 1]))
        let hash = (first &* 0x9E37_79B9_7F4A_7C15 ^ second) &* 0xD6E8_FEB8_6659_FD93
        pairs.append(Int((hash >> 32) % UInt64(buckets)))
        pairSegments.append(sequence)
      }
    }
  }
}
