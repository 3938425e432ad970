import SerfExperiments
import TestSupport
import Testing

@Suite("What speaks for a hypothesis")
struct HypothesisEvidenceTests {
  private func answer(_ claim: Hypothesis.Claim, along axis: String? = nil, _ study: Study) -> HypothesisAnswer {
    HypothesisAnswer(Hypothesis(claim: claim, of: "serf", along: axis), study, StudyResults(study))
  }

  /// How many of some studies call a claim right, and how many wrong.
  private func calls(
    _ studies: Int, _ claim: Hypothesis.Claim, along axis: String? = nil, _ study: () throws -> Study
  ) rethrows -> (for: Int, against: Int) {
    var calls = (for: 0, against: 0)
    for _ in 0..<studies {
      switch answer(claim, along: axis, try study()).verdict {
      case .speaksFor: calls.for += 1
      case .speaksAgainst: calls.against += 1
      default: break
      }
    }
    return calls
  }

  /// Of ten seeds at most 50 of 1,024 sign patterns are called, 4.88 %, half on each side. Of 1,000 studies 49 are expected
  /// with a standard deviation of 6.8; a side has 24 with one of 4.9. Four deviations are allowed.
  private func expectNull(_ calls: (for: Int, against: Int)) {
    #expect(calls.for + calls.against <= 76 && calls.for <= 44 && calls.against <= 44, "\(calls)")
  }

  /// Six epochs of a hundred updates.
  private func curve(of cell: Study.Cell, _ change: (Int, inout Study.Point) -> Void) -> [Study.Point] {
    (1...6).map { epoch in
      var point = cell.curve[0]
      (point.epoch, point.updates) = (epoch, epoch * 100)
      change(epoch, &point)
      return point
    }
  }

  @Test("where two activations are alike, neither is the sooner at a dev figure, by updates or by time")
  func race() throws {
    var random = SeededRandom(seed: 4)
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [2], seeds: 10)
    func noise(_ size: Double) -> Double { Double.random(in: -size...size, using: &random) }
    for claim in [Hypothesis.Claim.fewerUpdates, .lessTime] {
      let calls = calls(1000, claim) {
        study.changeCells { _, cell in
          let shift = noise(0.01)
          cell.curve = curve(of: cell) { epoch, point in
            point.devScore = 0.79 - 0.06 / Double(epoch) + shift + noise(0.01)
            point.seconds = Double(epoch) * (1 + noise(0.1))
          }
        }
        return study
      }
      expectNull(calls)
    }
  }

  @Test("an activation that is there in half the updates is found to be")
  func realRace() throws {
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [2], seeds: 8)
    study.changeCells { setup, cell in
      let pace = setup.key.contains("serf") ? 2.0 : 1
      cell.curve = curve(of: cell) { epoch, point in point.devScore = min(0.8, 0.6 + 0.05 * pace * Double(epoch)) }
    }
    #expect(answer(.fewerUpdates, study).verdict == .speaksFor)
    #expect(answer(.fewerUpdates, study).finding.contains("with 8 seeds sooner in 8, later in 0"))
  }

  /// Depths of one seed go up and down together: to count them as draws of their own calls far too much.
  @Test("the configurations of a seed count as one: a steadier gradient is called at its level")
  func steadier() throws {
    var random = SeededRandom(seed: 5)
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [1, 2, 4], seeds: 10)
    let calls = calls(1000, .steadierGradient) {
      let shared = (0...10).map { _ in Double.random(in: -0.1...0.1, using: &random) }
      study.changeCells { setup, cell in
        let own = setup.key.contains("serf") ? shared[cell.seed] : 0
        cell.diagnoses = [
          diagnosis(unsteadiness: 0.5 + own + Double.random(in: -0.02...0.02, using: &random), layers: [])
        ]
      }
      return study
    }
    expectNull(calls)
  }

  @Test("a margin that only scatters does not grow, with ten seeds; and with five nothing is called")
  func margins() throws {
    var random = SeededRandom(seed: 6)
    for seeds in [10, 5] {
      var study = try SyntheticStudy.grid(["relu", "serf"], layers: [1, 2, 4], seeds: seeds)
      let calls = calls(1000, .marginGrows, along: "layers") {
        study.changeCells { _, cell in
          cell.figures["test accuracy"] = 0.8 + Double.random(in: -0.01...0.01, using: &random)
        }
        return study
      }
      expectNull(calls)
      if seeds == 5 {
        #expect(calls == (0, 0))
        #expect(answer(.marginGrows, along: "layers", study).verdict == .tooFewSeeds)
      }
    }
  }

  @Test("a look before all cells have ended is no answer")
  func interim() throws {
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [1, 2], seeds: 8)
    study.changeCells { setup, cell in
      cell.figures["test accuracy"] = setup.key == "activation=serf layers=2" ? 0.9 : 0.8
    }
    #expect(answer(.marginGrows, along: "layers", study).verdict == .speaksFor)
    study.configurations[0].cells[7].state = "waiting"
    #expect(answer(.marginGrows, along: "layers", study).verdict == .interim(ended: 31, total: 32))
  }
}

// MARK: - Dead units
extension HypothesisEvidenceTests {
  private func diagnosis(unsteadiness: Double = 0.1, layers: [Study.Diagnosis.Layer]) -> Study.Diagnosis {
    Study.Diagnosis(epoch: 1, gradientNorm: 1, normDeviation: 0.1, unsteadiness: unsteadiness, layers: layers)
  }

  private func layer(
    _ name: String, dead: Double, units: Int? = nil, activation: String? = nil
  ) -> Study.Diagnosis.Layer {
    Study.Diagnosis.Layer(
      layer: name, dead: dead, saturated: 0, mean: 0, variance: 1, units: units, activation: activation)
  }

  @Test("the tanh of the pooling is no unit of the activation: equal shares at all depths have no slope")
  func fixedLayers() throws {
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [1, 3], seeds: 8)
    study.changeCells { setup, cell in
      let inner = (0..<(setup.key.hasSuffix("3") ? 3 : 1)).map {
        layer("encoder.\($0).feed_forward.inner.weight", dead: 0.3)
      }
      cell.diagnoses = [
        diagnosis(layers: inner + [layer("pooling.hidden.weight", dead: 0), layer("dense.weight", dead: 0.3)])
      ]
    }
    let answer = answer(.unitsDie, along: "layers", study)
    #expect(answer.verdict == .undecided)
    #expect(
      answer.finding.hasPrefix(
        "30.00 % of the units that carry it are dead at the end; their share changes with one more of layers by 0.000"),
      "\(answer.finding)")
    let page = ExperimentReport(study).text(.html)
    #expect(page.contains("Dead units along layers") && page.contains("Unsteadiness along layers"))
    #expect(page.contains("pooling.hidden.weight (its own function)"))
  }

  @Test("units count, not layers, and a layer with another activation does not")
  func weights() throws {
    var study = try SyntheticStudy.grid(["relu", "serf"], layers: [2], seeds: 8)
    study.changeCells { setup, cell in
      let name = setup.key.contains("serf") ? "serf" : "relu"
      cell.diagnoses = [
        diagnosis(layers: [
          layer("inner.weight", dead: 0.5, units: 60, activation: name),
          layer("dense.weight", dead: 0, units: 20, activation: name),
          layer("gate.weight", dead: 1, units: 500, activation: "sigmoid"),
        ])
      ]
    }
    #expect(answer(.unitsDie, study).finding.hasPrefix("37.50 % of the units"))
  }
}
