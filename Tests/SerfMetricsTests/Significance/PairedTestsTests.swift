import SerfMetrics
import Testing

/// Held to SciPy, by `Reference/significance.py`.
@Suite("Tests of paired figures") struct PairedTestsTests {
  struct Figures: Decodable {
    struct SignFlip: Decodable {
      let differences: [Double]
      let p: Double
    }
    struct Effect: Decodable {
      let differences: [Double]
      let mean: Double
      let deviation: Double
      let d: Double
    }
    struct McNemar: Decodable {
      let b: Int
      let c: Int
      let p: Double
    }
    struct Holm: Decodable {
      let p: [Double]
      let adjusted: [Double]
    }
    let signFlips: [SignFlip]
    let effects: [Effect]
    let mcnemar: [McNemar]
    let holm: [Holm]
  }

  let figures: Figures

  init() throws { figures = try ReferenceFile.decode(Figures.self, from: "significance.json") }

  @Test("the sign-flip test counts the same ways as SciPy's exact permutation test")
  func signFlips() throws {
    for one in figures.signFlips {
      #expect(abs(try SignFlipTest(differences: one.differences).pValue - one.p) < 1e-12, "\(one.differences)")
    }
  }

  @Test("forty pairs are counted, and the smallest p-value is 2 / 2ⁿ")
  func manyPairs() throws {
    #expect(try SignFlipTest(differences: [Double](repeating: 0.1, count: 40)).pValue == 0x1p-39)
    #expect(try SignFlipTest(differences: [1, 2, 3, 4, 5]).pValue == 0.0625)
    #expect(try SignFlipTest(differences: [0, 0]).pValue == 1)
    // Sign and order don't matter.
    let mixed = [0.5, -0.3, 0.9, 0.1, -0.2, 0.7, 0.31]
    let p = try SignFlipTest(differences: mixed).pValue
    #expect(try SignFlipTest(differences: mixed.reversed().map { -$0 }).pValue == p)
  }

  @Test("McNemar's test is SciPy's exact binomial test")
  func mcNemar() {
    // lgamma of 10⁵ is right to some 10⁻¹⁶ of 10⁶.
    for one in figures.mcnemar {
      let p = McNemarTest(firstOnly: one.b, secondOnly: one.c).pValue
      #expect(abs(p - one.p) <= 1e-9 * one.p, "\(one.b), \(one.c): \(p) for \(one.p)")
    }
  }

  @Test("Holm's correction rejects what the step-down procedure rejects")
  func holm() throws {
    for one in figures.holm {
      let corrected = try HolmCorrection.corrected(one.p)
      for (found, expected) in zip(corrected, one.adjusted) { #expect(abs(found - expected) < 1e-12, "\(one.p)") }
    }
    #expect(try HolmCorrection.corrected([]) == [])
  }

  @Test("the effect is mean over standard deviation")
  func effects() throws {
    for one in figures.effects {
      let effect = try PairedEffect(differences: one.differences)
      #expect(abs(effect.meanDifference - one.mean) < 1e-14)
      #expect(abs(effect.standardDeviation - one.deviation) < 1e-14)
      #expect(abs(effect.cohensD - one.d) < 1e-13)
    }
    #expect(try PairedEffect(differences: [1, 1]).cohensD == .infinity)
    #expect(try PairedEffect(differences: [0, 0]).cohensD == 0)
  }

  @Test("what can't be tested is refused with the reason")
  func mistakes() {
    #expect {
      try SignFlipTest(differences: [])
    } throws: {
      "\($0)" == "the number of pairs is 0; expected 1 to 40"
    }
    #expect {
      try SignFlipTest(differences: [.nan])
    } throws: {
      "\($0)" == "a difference is not finite; expected numbers"
    }
    #expect {
      try HolmCorrection.corrected([0.5, 1.5])
    } throws: {
      "\($0)" == "a p-value is 1.5; expected a number from 0 to 1"
    }
    #expect {
      try PairedEffect(differences: [1])
    } throws: {
      "\($0)" == "the number of pairs is 1; expected 2 or more"
    }
  }
}
