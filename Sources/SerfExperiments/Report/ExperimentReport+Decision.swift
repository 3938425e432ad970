internal import SerfMetrics

// MARK: - What the declared test says
extension ExperimentReport {
  /// The verdicts of all comparisons in a few sentences.
  var decision: String {
    guard results.isTested else { return "\(whyUntested): the figures describe." }
    var sentences = [verdictSentence]
    let others = comparisons(.noEvidence).count
    if others > 0, !comparisons(.difference).isEmpty {
      sentences.append("For \(counted(others)) there is no evidence of a difference.")
    }
    let few = comparisons(.tooFewPairs).map(\.differences.count)
    if let least = few.min(), let most = few.max() {
      let pairs = least == most ? "\(least)" : "\(least) to \(most)"
      sentences.append(
        "For \(counted(few.count)) \(pairs) pairs are too few for this test at this level, whatever the figures are.")
    }
    if let interim { sentences.append(interim) }
    return sentences.joined(separator: " ")
  }

  private func comparisons(_ verdict: StudyResults.Verdict) -> [StudyResults.Comparison] {
    results.comparisons.filter { $0.verdict == verdict }
  }

  private func counted(_ count: Int) -> String {
    let size = results.familySize
    if count == size { return size == 1 ? "the one comparison made" : "all \(size) comparisons" }
    return "\(count) of \(size) comparisons"
  }

  private var whyUntested: String {
    guard study.test != DeclaredTest.Kind.none.rawValue else { return "No test was declared to decide" }
    let seeds = finals.map(\.cells.count).max() ?? 0
    let isOutOfReach =
      DeclaredTest.smallestP(seeds: seeds, comparisons: results.familySize) > study.level
    return isOutOfReach
      ? "The declared test can't reach its level with so few seeds, and decides nothing"
      : "The run was told to describe (--descriptive), so that the declared test decides nothing"
  }

  private var test: String {
    let isExact = results.comparisons.allSatisfy { $0.differences.count <= SignFlipTest.mostExactPairs }
    let ways = isExact ? "exact two-sided sign-flip test" : "two-sided sign-flip test (\(SignFlipTest.drawCount) draws)"
    let correction =
      results.familySize == 1 ? "" : " with Holm's correction over all \(results.familySize)"
    return "The declared test, the \(ways) across seeds at \(study.level)\(correction)"
  }

  private var verdictSentence: String {
    let (real, none) = (comparisons(.difference), comparisons(.noEvidence).count)
    if !real.isEmpty {
      return "\(test), finds a difference in \(counted(real.count)): "
        + real.map { "\($0.setup.label) \($0.mean > 0 ? "is above" : "is below") \($0.baseline.label)" }
        .joined(separator: "; ") + "."
    }
    if none > 0 {
      let place =
        none == results.familySize && none > 1 ? "any of \(none) comparisons made" : counted(none)
      return "\(test), finds no evidence of a difference in \(place)."
    }
    return "\(test), \(interim == nil ? "could not have called a difference" : "has decided nothing yet")."
  }

  /// What still waits for cells.
  private var interim: String? {
    let waiting = comparisons(.interim)
    let absent = comparisonsToCome
    guard !waiting.isEmpty || absent.count > 0 else { return nil }
    let pairs = waiting.reduce(0) { $0 + $1.differences.count }
    let declared = waiting.reduce(0) { $0 + $1.declaredPairs } + absent.pairs
    return "Interim: \(pairs) of \(declared) pairs of \(counted(waiting.count + absent.count)) are there; no verdict "
      + "yet."
  }

  /// Comparisons of which no pair is there, though it may come.
  private var comparisonsToCome: (count: Int, pairs: Int) {
    let begun = Set(results.comparisons.map(\.setup.key))
    let waiting = finals.filter { setup in
      guard !begun.contains(setup.key), let baseline = results.references[setup.key] else { return false }
      return !(setup.cells + baseline.cells).allSatisfy(\.hasEnded)
    }
    return (waiting.count, waiting.reduce(0) { $0 + $1.cells.count })
  }
}
