/// Tercom's greedy search for shifts: again and again the one that saves most edits, until none saves any.
struct ShiftSearch {
  private static let longestShift = 10
  private static let farthestShift = 50
  /// sacreBLEU's limit: a segment for which more shifts were tried keeps the edits it has.
  private static let mostCandidates = 1000

  /// A run of words of the hypothesis, moved.
  private struct Shift {
    let saved: Int
    let length: Int
    let start: Int
    let target: Int

    /// Most saved first; of those the longest, then the one from farthest left, then the one to farthest left.
    func isBetter(than other: Shift) -> Bool {
      (saved, length, -start, -target) > (other.saved, other.length, -other.start, -other.target)
    }
  }

  private var distance = EditDistance()
  private var hypothesis: [UInt32] = []
  private var reference: [UInt32] = []
  private var candidateCount = 0

  /// The fewest edits found from one text to the other, a word known by its number.
  mutating func editCount(from hypothesis: [UInt32], to reference: [UInt32]) -> Int {
    guard !reference.isEmpty else { return hypothesis.count }
    self.hypothesis = hypothesis
    self.reference = reference
    candidateCount = 0
    distance.prepare(hypothesisCount: hypothesis.count, reference: reference)
    var cost = distance.cost(of: hypothesis)
    var shiftCount = 0
    while let shift = bestShift(cost: cost), candidateCount < Self.mostCandidates, shift.saved > 0 {
      self.hypothesis = shifted(shift.start, shift.length, to: shift.target)
      shiftCount += 1
      cost = distance.cost(of: self.hypothesis)
    }
    return shiftCount + cost
  }
}

// MARK: - Candidates
extension ShiftSearch {
  /// The best shift of a run of words to where the reference has the same run.
  ///
  /// Leaves `distance` filled for some candidate, not for the hypothesis.
  private mutating func bestShift(cost: Int) -> Shift? {
    let alignment = WordAlignment(reversedEdits: distance.reversedEdits())
    var best: Shift?
    for start in hypothesis.indices {
      let nearest = max(0, start - Self.farthestShift)
      for position in nearest..<max(nearest, min(reference.count, start + Self.farthestShift + 1)) {
        var length = 0
        while length < Self.longestShift, start + length < hypothesis.count, position + length < reference.count,
          hypothesis[start + length] == reference[position + length]
        {
          length += 1
          guard mayMove(start..<start + length, to: position, alignment) else { continue }
          tryTargets(start, length, position, alignment, cost: cost, best: &best)
          if candidateCount >= Self.mostCandidates { return best }
        }
      }
    }
    return best
  }

  /// Only words that are wrong move, only to where the reference is not met, and never into themselves.
  private func mayMove(_ words: Range<Int>, to position: Int, _ alignment: WordAlignment) -> Bool {
    alignment.hasErrorInHypothesis(words) && alignment.hasErrorInReference(position..<position + words.count)
      && !words.contains(alignment.hypothesisWords[position])
  }

  private mutating func tryTargets(
    _ start: Int, _ length: Int, _ position: Int, _ alignment: WordAlignment, cost: Int, best: inout Shift?
  ) {
    var previous = -1
    for offset in -1..<length {
      let target = position + offset == -1 ? 0 : alignment.hypothesisWords[position + offset] + 1
      if target == previous { continue }
      previous = target
      let words = shifted(start, length, to: target)
      let saved = cost - distance.cost(of: words)
      candidateCount += 1
      let shift = Shift(saved: saved, length: length, start: start, target: target)
      if best.map({ shift.isBetter(than: $0) }) ?? true { best = shift }
    }
  }

  /// The hypothesis with `length` words from `start` on moved to before word `target`; a target within or just behind
  /// them counts from their start, as in Tercom.
  private func shifted(_ start: Int, _ length: Int, to target: Int) -> [UInt32] {
    let run = hypothesis[start..<start + length]
    let end = start + length
    if target < start {
      return Array(hypothesis[..<target] + run + hypothesis[target..<start] + hypothesis[end...])
    }
    if target > end {
      return Array(hypothesis[..<start] + hypothesis[end..<target] + run + hypothesis[target...])
    }
    let behind = min(length + target, hypothesis.count)
    return Array(hypothesis[..<start] + hypothesis[end..<behind] + run + hypothesis[behind...])
  }
}
