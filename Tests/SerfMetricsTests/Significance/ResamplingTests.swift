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

  private static func answers(_ right: [Double]) -> SegmentStatistics {
    SegmentStatistics(values: right.flatMap { [$0, 1] }, columnCount: 2)
  }

  @Test("the same outputs twice differ by sacreBLEU's forms, and not where ties count and resamples are centred")
  func identical() throws {
    let same = Self.answers((0..<100).map { $0 % 3 == 0 ? 0 : 1 })
    let randomization = try ApproximateRandomization(trialCount: 999)
    #expect(try randomization.pValue(of: Accuracy(), baseline: same, system: same) == 0.001)
    #expect(try randomization.pValue(of: Accuracy(), baseline: same, system: same, ties: .counted) == 1)
    let scores = try Bootstrap(resampleCount: 999).scores(of: Accuracy(), same)
    #expect(Bootstrap.pValue(difference: 0, system: scores, baseline: scores) == 0.001)
    #expect(Bootstrap.centredPValue(difference: 0, system: scores, baseline: scores) == 1)
  }

  /// Of items that only one of the two gets right 30 are one's and 14 the other's: McNemar's exact p-value is 0.0226. Both
  /// resampling tests ask nearly the same.
  @Test("the centred bootstrap and randomisation with ties come near the exact test, and ask the same of both sides")
  func centred() throws {
    let one = Self.answers((0..<200).map { $0 < 30 || $0 >= 44 ? 1 : 0 })
    let other = Self.answers((0..<200).map { $0 < 30 ? 0 : 1 })
    let exact = McNemarTest(firstOnly: 30, secondOnly: 14).pValue
    let randomization = ApproximateRandomization()
    let p = try randomization.pValue(of: Accuracy(), baseline: other, system: one, ties: .counted)
    // Four standard errors of 10,000 trials.
    #expect(abs(p - exact) < 0.006, "\(p) for \(exact)")
    let bootstrap = try Bootstrap(resampleCount: 10_000)
    let (mine, theirs) = (bootstrap.scores(of: Accuracy(), one), bootstrap.scores(of: Accuracy(), other))
    let d = Accuracy().score(of: one.sums).value - Accuracy().score(of: other.sums).value
    let centred = Bootstrap.centredPValue(difference: d, system: mine, baseline: theirs)
    #expect(centred == Bootstrap.centredPValue(difference: -d, system: theirs, baseline: mine))
    // A resample differs by chance alone, without the correction for steps that the exact test has.
    #expect((0.008...0.03).contains(centred), "\(centred)")
  }
}
