package import SerfData
package import SerfTensor

/// In which order the tokens of a batch lie.
package enum PackedOrder: Sendable {
  /// Sequence after sequence: what attention walks.
  case sequenceMajor
  /// Time step after time step, longest sequence first: what an LSTM walks.
  case timeMajor
}

/// A shard of texts packed end to end: nothing is padded. Filled anew for every update; a warm refill allocates nothing.
/// - Invariant (`@unchecked Sendable`): one worker at a time fills and reads a batch.
package final class TextBatch: @unchecked Sendable {
  /// For each sequence b its example's number in the corpus.
  package let examples = IndexBuffer()
  /// N token ids.
  package let tokens = IndexBuffer()
  /// For each token its sequence.
  package let segments = IndexBuffer()
  /// For each token its place in its sequence.
  package let positions = IndexBuffer()
  /// First row of each sequence, then N; in sequence-major order alone.
  package let starts = IndexBuffer()
  /// First row of each time step, then N; in time-major order alone.
  package let stepStarts = IndexBuffer()
  /// Hashed token pairs, and the sequence of each.
  package let pairs = IndexBuffer()
  package let pairSegments = IndexBuffer()
  /// The class of each sequence.
  package let labels = IndexBuffer()

  package init() {}

  package var sequenceCount: Int { examples.count }
  package var tokenCount: Int { tokens.count }

  private func removeAll() {
    for buffer in [examples, tokens, segments, positions, starts, stepStarts, pairs, pairSegments, labels] {
      buffer.removeAll()
    }
  }
}

// MARK: - Filling
extension TextBatch {
  /// Packs some examples of a corpus.
  /// - Parameters:
  ///   - examples: every `stride`-th from `offset`: the shard's part of the batch, so that shards are alike in length.
  ///   - pairBuckets: buckets of the hashed token pairs; 0 for none.
  package func fill(
    from texts: EncodedTexts, examples chosen: ArraySlice<Int>, offset: Int = 0, stride: Int = 1, order: PackedOrder,
    pairBuckets: Int
  ) {
    removeAll()
    var place = chosen.startIndex + offset
    while place < chosen.endIndex {
      examples.append(chosen[place])
      place += stride
    }
    if order == .timeMajor { sortLongestFirst(texts) }
    for index in 0..<examples.count { labels.append(Int(texts.labels[examples[index]])) }
    switch order {
    case .sequenceMajor: packSequences(texts)
    case .timeMajor: packSteps(texts)
    }
    if pairBuckets > 0 { hashPairs(texts, buckets: pairBuckets) }
  }

  /// Insertion sort: a shard is short, and its examples are nearly in order.
  private func sortLongestFirst(_ texts: EncodedTexts) {
    for index in 1..<max(examples.count, 1) {
      let example = examples[index]
      var place = index
      while place > 0, texts.length(of: examples[place - 1]) < texts.length(of: example) {
        examples[place] = examples[place - 1]
        place -= 1
      }
      examples[place] = example
    }
  }

  private func append(_ texts: EncodedTexts, sequence: Int, position: Int) {
    tokens.append(Int(texts.ids[texts.starts[examples[sequence]] + position]))
    segments.append(sequence)
    positions.append(position)
  }

  private func packSequences(_ texts: EncodedTexts) {
    starts.append(0)
    for sequence in 0..<examples.count {
      for position in 0..<texts.length(of: examples[sequence]) {
        append(texts, sequence: sequence, position: position)
      }
      starts.append(tokens.count)
    }
  }

  private func packSteps(_ texts: EncodedTexts) {
    stepStarts.append(0)
    var alive = examples.count
    var step = 0
    while true {
      while alive > 0, texts.length(of: examples[alive - 1]) <= step { alive -= 1 }
      if alive == 0 { return }
      for sequence in 0..<alive { append(texts, sequence: sequence, position: step) }
      stepStarts.append(tokens.count)
      step += 1
    }
  }

  /// Ordered pairs of neighbouring tokens, hashed into buckets by two odd multipliers.
  private func hashPairs(_ texts: EncodedTexts, buckets: Int) {
    for sequence in 0..<examples.count {
      let (start, end) = (texts.starts[examples[sequence]], texts.starts[examples[sequence] + 1])
      for index in start..<end - 1 {
        let first = UInt64(UInt32(bitPattern: texts.ids[index]))
        let second = UInt64(UInt32(bitPattern: texts.ids[index + 1]))
        let hash = (first &* 0x9E37_79B9_7F4A_7C15 ^ second) &* 0xD6E8_FEB8_6659_FD93
        pairs.append(Int((hash >> 32) % UInt64(buckets)))
        pairSegments.append(sequence)
      }
    }
  }
}
