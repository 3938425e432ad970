/// What is done to a word of the hypothesis, or for one of the reference, on the cheapest way from one to the other.
enum Edit: UInt8 {
  case match
  case substitution
  case insertion
  case deletion
  /// No way leads here within the beam.
  case unreached
}

/// The fewest insertions, deletions and substitutions from a hypothesis to a reference, looked for near the diagonal.
///
/// With H words of the hypothesis and R of the reference it fills, row by row, the cells (i, j) with
/// |j − ⌊i·R/H⌋| within a beam of 25 or so, as sacreBLEU does: the same cells, since the beam may miss the best way.
/// Rows are kept, so that a hypothesis that begins like the last one costs only the rows from where it differs.
/// The storage is in proportion to H + R times the beam, never H × R.
/// - Invariant: row i of `costs` and `edits` holds columns `firstColumn(i) ..< endColumn(i)`, from `offsets[i]` on.
struct EditDistance {
  private static let beam = 25
  /// More than any cost, and far enough from overflow to add 1 to.
  private static let unreachable = Int32.max / 2

  private var reference: [UInt32] = []
  /// The hypothesis that the rows belong to.
  private var hypothesis: [UInt32] = []
  private var hypothesisCount = 0
  /// How many rows are filled.
  private var filledCount = 0
  private var ratio = 1.0
  private var beamWidth = EditDistance.beam
  private var offsets: [Int] = []
  private var costs: [Int32] = []
  private var edits: [Edit] = []

  /// Prepares for hypotheses of so many words.
  mutating func prepare(hypothesisCount: Int, reference: [UInt32]) {
    self.reference = reference
    self.hypothesisCount = hypothesisCount
    filledCount = 0
    ratio = hypothesisCount > 0 ? Double(reference.count) / Double(hypothesisCount) : 1
    // Where the lengths differ very much, rows would otherwise have no column in common.
    let half = ratio / 2
    beamWidth = Double(Self.beam) < half ? Int((half + Double(Self.beam)).rounded(.up)) : Self.beam
    offsets.removeAll(keepingCapacity: true)
    var cells = 0
    for row in 0...hypothesisCount {
      offsets.append(cells)
      cells += max(0, endColumn(row) - firstColumn(row))
    }
    costs = [Int32](repeating: Self.unreachable, count: cells)
    edits = [Edit](repeating: .unreached, count: cells)
    for column in 0...reference.count {
      costs[column] = Int32(clamping: column)
      edits[column] = .insertion
    }
  }

  private func diagonal(_ row: Int) -> Int { Int((Double(row) * ratio).rounded(.down)) }

  private func firstColumn(_ row: Int) -> Int { row == 0 ? 0 : max(0, diagonal(row) - beamWidth) }

  private func endColumn(_ row: Int) -> Int {
    row == 0 || row == hypothesisCount ? reference.count + 1 : min(reference.count + 1, diagonal(row) + beamWidth)
  }
}

// MARK: - Filling
extension EditDistance {
  /// The fewest edits from a hypothesis, of as many words as was said, to the reference.
  mutating func cost(of hypothesis: [UInt32]) -> Int {
    var row = 0
    while row < filledCount, self.hypothesis[row] == hypothesis[row] { row += 1 }
    self.hypothesis = hypothesis
    filledCount = hypothesis.count
    while row < hypothesisCount {
      row += 1
      fill(row, word: hypothesis[row - 1])
    }
    return Int(costs[costs.count - 1])
  }

  private mutating func fill(_ row: Int, word: UInt32) {
    let (first, end) = (firstColumn(row), endColumn(row))
    let (firstAbove, endAbove) = (firstColumn(row - 1), endColumn(row - 1))
    let (here, above) = (offsets[row] - first, offsets[row - 1] - firstAbove)
    var left = Self.unreachable
    for column in first..<max(first, end) {
      var cost = Self.unreachable
      var edit = Edit.unreached
      let isAboveFilled = column >= firstAbove && column < endAbove
      // Of equal costs the first counts: match or substitution, then deletion, then insertion.
      if column > firstAbove && column <= endAbove {
        let isMatch = word == reference[column - 1]
        cost = costs[above + column - 1] + (isMatch ? 0 : 1)
        edit = isMatch ? .match : .substitution
      }
      if isAboveFilled, costs[above + column] + 1 < cost {
        cost = costs[above + column] + 1
        edit = .deletion
      }
      if left + 1 < cost {
        cost = left + 1
        edit = .insertion
      }
      // Nothing leads from a cell that nothing leads to.
      if cost >= Self.unreachable { (cost, edit) = (Self.unreachable, .unreached) }
      costs[here + column] = cost
      edits[here + column] = edit
      left = cost
    }
  }
}

// MARK: - The way
extension EditDistance {
  /// The edits of the cheapest way, from the last to the first.
  func reversedEdits() -> [Edit] {
    var way: [Edit] = []
    var (row, column) = (hypothesisCount, reference.count)
    while row > 0 || column > 0 {
      let edit = edit(row, column)
      way.append(edit)
      switch edit {
      case .match, .substitution: (row, column) = (row - 1, column - 1)
      case .insertion: column -= 1
      case .deletion, .unreached: row -= 1
      }
    }
    return way
  }

  /// What led to a cell. The beam is wide enough that the way stays within it; were it not, it goes on along the edge.
  private func edit(_ row: Int, _ column: Int) -> Edit {
    let first = firstColumn(row)
    let edit = first..<max(first, endColumn(row)) ~= column ? edits[offsets[row] + column - first] : .unreached
    return edit == .unreached ? column > 0 ? .insertion : .deletion : edit
  }
}
