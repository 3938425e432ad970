/// The finished cells of one value of the baseline's axis beside those of the baseline, pair by pair.
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

  private static func bySeed(_ setup: Study.Setup) -> [Int: Study.Cell] {
    Dictionary(setup.finished.map { ($0.seed, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func figure(_ cell: Study.Cell) -> Double? { cell.figures["\(study.part) \(study.metric)"] }

  /// For each seed the least-squares slope along an axis of numbers of what a pair's figures come to.
  func slopes(along axis: String, _ value: (Double, Double) -> Double) -> [Double] {
    var points: [Int: [(x: Double, y: Double)]] = [:]
    for (setup, baseline) in pairs {
      guard let x = setup[axis].flatMap(Double.init) else { continue }
      let others = Self.bySeed(baseline)
      for cell in setup.finished {
        guard let mine = figure(cell), let theirs = others[cell.seed].flatMap(figure) else { continue }
        points[cell.seed, default: []].append((x, value(mine, theirs)))
      }
    }
    return points.sorted { $0.key < $1.key }.compactMap { Self.slope($0.value) }
  }

  /// For each seed the slope of a number of the cells themselves.
  func slopes(along axis: String, of value: (Study.Cell) -> Double?) -> [Double] {
    var points: [Int: [(x: Double, y: Double)]] = [:]
    for setup in setups {
      guard let x = setup[axis].flatMap(Double.init) else { continue }
      for cell in setup.finished {
        if let y = value(cell) { points[cell.seed, default: []].append((x, y)) }
      }
    }
    return points.sorted { $0.key < $1.key }.compactMap { Self.slope($0.value) }
  }

  private static func slope(_ points: [(x: Double, y: Double)]) -> Double? {
    let count = Double(points.count)
    let (meanX, meanY) = (
      points.reduce(0) { $0 + $1.x } / max(count, 1), points.reduce(0) { $0 + $1.y } / max(count, 1)
    )
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    return points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
  }

  /// Who first reaches the baseline's best dev score, by some clock of the curve.
  func race(_ clock: (Study.Point) -> Double) -> (won: Int, lost: Int, never: Int) {
    var (won, lost, never) = (0, 0, 0)
    for (setup, baseline) in pairs {
      let others = Self.bySeed(baseline)
      for cell in setup.finished {
        guard let other = others[cell.seed], let best = other.curve.map(\.devScore).max(),
          let theirs = other.curve.first(where: { $0.devScore >= best })
        else { continue }
        guard let mine = cell.curve.first(where: { $0.devScore >= best }) else {
          (lost, never) = (lost + 1, never + 1)
          continue
        }
        if clock(mine) < clock(theirs) { won += 1 }
        if clock(mine) > clock(theirs) { lost += 1 }
      }
    }
    return (won, lost, never)
  }

  /// By how much the baseline's gradient is the less steady, a pair each.
  var unsteadinessDifferences: [Double] {
    var differences: [Double] = []
    for (setup, baseline) in pairs {
      let others = Self.bySeed(baseline)
      for cell in setup.finished {
        guard let mine = cell.unsteadiness, let theirs = others[cell.seed]?.unsteadiness else { continue }
        differences.append(theirs - mine)
      }
    }
    return differences
  }

  var deadShares: [Double] { setups.flatMap { $0.finished.compactMap(\.deadShare) } }
}

extension Study.Cell {
  /// Mean over epochs.
  fileprivate var unsteadiness: Double? { SeedStatistics.mean(diagnoses.map(\.unsteadiness)) }

  /// Share of units that are dead at the end, all layers alike.
  var deadShare: Double? { diagnoses.last.flatMap { SeedStatistics.mean($0.layers.map(\.dead)) } }
}
