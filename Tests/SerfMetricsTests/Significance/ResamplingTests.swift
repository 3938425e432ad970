import Foundation
import SerfMetrics
import Testing

/// Held to NumPy's draws and sacreBLEU's tests, made by `Reference/tokenization.py` and `Reference/metrics.py`.
@Suite("Resampling") struct ResamplingTests {
  struct Draws: Decodable {
    let seed: String
    let raw: [String]
    let choice: [String: [UInt32]]
    let flags: [Int]
  }

  struct DrawFigures: Decodable { let random: [Draws] }

  @Test("draws are those of NumPy's default generator")
  func draws() throws {
    for one in try ReferenceFile.decode(DrawFigures.self, from: "tokenization.json").random {
      let seed = try #require(UInt64(one.seed))
      var random = NumPyRandom(seed: seed)
      #expect(one.raw.map { UInt64($0, radix: 16) } == one.raw.map { _ in random.next64() })
      for (bound, expected) in one.choice {
        var random = NumPyRandom(seed: seed)
        let bound = try #require(UInt32(bound))
        #expect(expected.map { _ in random.index(below: bound) } == expected, "seed \(seed), below \(bound)")
      }
      var coins = NumPyRandom(seed: seed)
      #expect(one.flags.map { _ in coins.flag() ? 1 : 0 } == one.flags)
    }
  }

  struct Case: Decodable {
    struct System: Decodable {
      let score: Double
      let p: Double?
      let mean: Double?
      let ci: Double?
    }
    struct Test: Decodable {
      let signature: String
      let systems: [System]
    }
    let folder: String
    let references: [String]
    let systems: [String]
    let metric: String
    let options: MetricOptions
    let resamples: Int
    let trials: Int
    let mean: Double
    let ci: Double
    let signature: String
    let bs: Test
    let ar: Test
  }

  struct Figures: Decodable { let resampling: [Case] }

  @Test(
    "intervals and p-values are sacreBLEU's, for every metric and any number of threads",
    .enabled(if: Corpora.areHere, Corpora.reason))
  func sacreBLEU() throws {
    for one in try ReferenceFile.decode(Figures.self, from: "metrics.json").resampling {
      switch one.metric {
      case "bleu": try check(one, one.options.bleu())
      case "chrf": try check(one, one.options.chrF())
      default: try check(one, one.options.ter())
      }
    }
  }

  private func check(_ one: Case, _ metric: some TextMetric) throws {
    let label = "\(one.folder) \(one.signature)"
    let references = try References(one.references.map { try Corpora.lines("metrics/\(one.folder)/\($0)") })
    let bootstrap = try Bootstrap(resampleCount: one.resamples)
    let randomization = try ApproximateRandomization(trialCount: one.trials)
    #expect(metric.signature(for: references, bootstrap: bootstrap).description == one.signature)
    #expect(metric.signature(for: references, randomization: randomization).description == one.ar.signature)
    let statistics = try one.systems.map { name in
      try metric.statistics(hypotheses: Corpora.lines("metrics/\(one.folder)/\(name)"), references: references)
    }
    let scores = statistics.map { bootstrap.scores(of: metric, $0) }
    #expect(bootstrap.scores(of: metric, statistics[0], threads: 1) == scores[0])
    expectEqual(ConfidenceInterval(scores: scores[0]), mean: one.mean, ci: one.ci, label)
    let baseline = metric.score(of: statistics[0].sums).value
    for (index, expected) in one.bs.systems.enumerated() {
      let value = metric.score(of: statistics[index].sums).value
      #expect(value == expected.score, "\(label)")
      expectEqual(ConfidenceInterval(scores: scores[index]), mean: expected.mean, ci: expected.ci, label)
      guard index > 0 else { continue }
      let p = Bootstrap.pValue(difference: value - baseline, system: scores[index], baseline: scores[0])
      #expect(p == expected.p, "\(label), paired bootstrap of system \(index)")
      let shuffled = try randomization.pValue(
        of: metric, baseline: statistics[0], system: statistics[index], threads: index)
      #expect(shuffled == one.ar.systems[index].p, "\(label), randomisation of system \(index)")
    }
  }

  /// sacreBLEU takes the mean of some scores in single precision, which is 2⁻²⁴ of the figure.
  private func expectEqual(_ interval: ConfidenceInterval, mean: Double?, ci: Double?, _ label: String) {
    #expect(abs(interval.mean - (mean ?? .nan)) <= interval.mean * 0x1p-23, "\(label)")
    #expect(abs(interval.halfWidth - (ci ?? .nan)) <= interval.mean * 0x1p-23, "\(label)")
  }
}
