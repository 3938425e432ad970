import SerfExperiments
import TestSupport
import Testing

@Suite("The results of a study")
struct ResultsTests {
  @Test("mean, deviation and the declared test by pairs of a seed")
  func figures() throws {
    let relu = [0.80, 0.82, 0.81, 0.83, 0.79, 0.80, 0.82, 0.81]
    let better = relu.map { $0 + 0.02 }
    var worse = relu.map { $0 - 0.001 }
    worse[0] += 0.004
    let results = StudyResults(try SyntheticStudy.make([("relu", relu), ("serf", better), ("mish", worse)]))
    #expect(results.rows.count == 3 && results.comparisons.count == 2 && results.isTested)
    let row = results.rows[0]
    #expect(abs(try #require(row.mean) - 0.81) < 1e-12)
    #expect(abs(try #require(row.deviation) - 0.013093073414159542) < 1e-12)
    let serf = results.comparisons[0]
    #expect(serf.pValue == 2.0 / 256 && serf.corrected == 4.0 / 256 && serf.isDifferent)
    #expect(!results.comparisons[1].isDifferent)
  }

  @Test("a seed that one of the two lacks is in no pair")
  func missing() throws {
    var study = try SyntheticStudy.make([("relu", [0.8, 0.81, 0.82]), ("serf", [0.9, 0.91, 0.92])])
    study.configurations[1].cells[1].state = "failed"
    let comparison = try #require(StudyResults(study).comparisons.first)
    #expect(comparison.differences.map(\.seed) == [1, 3])
    #expect(StudyResults(study).rows[1].failedCount == 1)
  }

  @Test("comparisons without cells yet still count in the correction")
  func unfinished() throws {
    let relu = [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]
    let study = try SyntheticStudy.make([("relu", relu), ("serf", relu.map { $0 + 0.02 }), ("mish", [])])
    let results = StudyResults(study)
    #expect(results.familySize == 2 && results.comparisons.count == 1)
    #expect(results.comparisons[0].corrected == 4.0 / 64 && !results.comparisons[0].isDifferent)
  }

  /// Four activations that are relu under other names, each with seeds of its own noise: any call is a false one. The
  /// chance of so many more than 5 % of 400 by luck alone is below 10⁻⁶ at 43 of them (binomial), and the exact test
  /// stays below its level because p-values of ten seeds are steps.
  @Test("under a null, the corrected test calls a difference in at most 5 % of 400 studies", arguments: [1, 4])
  func null(others: Int) throws {
    var random = SeededRandom(seed: 8)
    var called = 0
    for _ in 0..<400 {
      let seeds = (0..<10).map { _ in Double.random(in: 0...0.02, using: &random) }
      let names = (0...others).map { $0 == 0 ? "relu" : "relu-\($0)" }
      let values = names.map { name in
        (name: name, values: seeds.map { 0.8 + $0 + Double.random(in: -0.01...0.01, using: &random) })
      }
      if StudyResults(try SyntheticStudy.make(values)).comparisons.contains(where: \.isDifferent) { called += 1 }
    }
    #expect(called <= 20, "\(called) of 400 studies call a difference where there is none")
  }

  @Test("a real difference of three deviations is nearly always called")
  func power() throws {
    var random = SeededRandom(seed: 9)
    var called = 0
    for _ in 0..<100 {
      let relu = (0..<10).map { _ in 0.8 + Double.random(in: -0.01...0.01, using: &random) }
      let serf = relu.map { $0 + 0.02 + Double.random(in: -0.01...0.01, using: &random) }
      if StudyResults(try SyntheticStudy.make([("relu", relu), ("serf", serf)])).comparisons[0].isDifferent { called += 1 }
    }
    #expect(called >= 95)
  }
}
