/// The finished cells of one value of the baseline's axis beside those of the baseline, a number a seed each.
struct StudyCells {
  private let study: Study
  private let pairs: [(setup: Study.Setup, baseline: Study.Setup)]
  /// The configurations with the value, the baseline's own among them.
  private let setups: [Study.Setup]

  init(_ study: Study, _ results: StudyResults, of value: String) {
    self.study = study
    let name = study.baseline.first?.name ?? ""
    setups = study.finals.filter { $0[name] == value }
    pairs = setups.compactMap { setup in results.references[setup.key].map { (setup, $0) } }
  }

  /// How many of the cells that a claim speaks of have ended, and of how many.
  /// - Parameter isPaired: whether it speaks of the baseline's cells too.
  func progress(isPaired: Bool) -> (ended: Int, total: Int) {
    var involved = Dictionary(setups.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    if isPaired { for pair in pairs { involved[pair.baseline.key] = pair.baseline } }
    let cells = involved.values.flatMap(\.cells)
    return (cells.count(where: \.hasEnded), cells.count)
  }
}

// MARK: - By seed
extension StudyCells {
  private typealias Point = (x: Double, y: Double)

  /// For each seed, in order, what its pairs of cells come to.
  private func pairValues<Value>(_ value: (Study.Setup, Study.Cell, Study.Cell) -> Value?) -> [[Value]] {
    var values: [Int: [Value]] = [:]
    for (setup, baseline) in pairs {
      let others = Dictionary(baseline.finished.map { ($0.seed, $0) }, uniquingKeysWith: { first, _ in first })
      for cell in setup.finished {
        if let found = others[cell.seed].flatMap({ value(setup, cell, $0) }) {
          values[cell.seed, default: []].append(found)
        }
      }
    }
    return values.sorted { $0.key < $1.key }.map(\.value)
  }

  /// For each seed, in order, what its cells come to.
  private func cellValues<Value>(_ value: (Study.Setup, Study.Cell) -> Value?) -> [[Value]] {
    var values: [Int: [Value]] = [:]
    for setup in setups {
      for cell in setup.finished {
        if let found = value(setup, cell) { values[cell.seed, default: []].append(found) }
      }
    }
    return values.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func slope(_ points: [Point]) -> Double? {
    let count = Double(points.count)
    let (meanX, meanY) = (
      points.reduce(0) { $0 + $1.x } / max(count, 1), points.reduce(0) { $0 + $1.y } / max(count, 1)
    )
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    return points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
  }

  private static func place(_ setup: Study.Setup, along axis: String) -> Double? { setup[axis].flatMap(Double.init) }
}

// MARK: - What claims are about
extension StudyCells {
  /// The least-squares slope of the margin over the baseline along an axis of numbers.
  func marginSlopes(along axis: String) -> [Double] {
    let name = "\(study.part) \(study.metric)"
    return pairValues { setup, mine, theirs -> Point? in
      guard let x = Self.place(setup, along: axis), let one = mine.figures[name], let other = theirs.figures[name]
      else { return nil }
      return (x, one - other)
    }.compactMap(Self.slope)
  }

  /// How much sooner than the baseline, by some clock of the curve, a cell reaches what both reach: the smaller of their
  /// best dev figures. The difference of the two times over their mean, so that it has the same size whoever is sooner.
  ///
  /// The baseline's own best would be a target that it reaches by definition and the other by luck: with no difference
  /// between them the other would seem the slower.
  func savings(_ clock: (Study.Point) -> Double) -> [Double] {
    pairValues { _, mine, theirs -> Double? in
      guard let best = mine.curve.map(\.devScore).max(), let other = theirs.curve.map(\.devScore).max() else {
        return nil
      }
      let target = min(best, other)
      guard let own = mine.curve.first(where: { $0.devScore >= target }).map(clock),
        let others = theirs.curve.first(where: { $0.devScore >= target }).map(clock), own + others > 0
      else { return nil }
      return 2 * (others - own) / (others + own)
    }.compactMap(SeedStatistics.mean)
  }

  /// By how much the baseline's gradient is the less steady.
  var unsteadinessDifferences: [Double] {
    pairValues { _, mine, theirs -> Double? in
      guard let own = mine.unsteadiness, let others = theirs.unsteadiness else { return nil }
      return others - own
    }.compactMap(SeedStatistics.mean)
  }

  /// Shares of dead units.
  var deadShares: [Double] {
    cellValues { setup, cell in setup.deadShare(cell) }.compactMap(SeedStatistics.mean)
  }

  /// The slope of the share of dead units along an axis of numbers.
  func deadSlopes(along axis: String) -> [Double] {
    cellValues { setup, cell -> Point? in
      guard let x = Self.place(setup, along: axis), let y = setup.deadShare(cell) else { return nil }
      return (x, y)
    }.compactMap(Self.slope)
  }
}
