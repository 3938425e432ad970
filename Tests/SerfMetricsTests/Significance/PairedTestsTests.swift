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
    struct Student: Decodable {
      let freedom: Int
      let probability: Double
      let t: Double
    }
    struct Interval: Decodable {
      let values: [Double]
      let low: Double
      let high: Double
    }
    let student: [Student]
    let intervals: [Interval]
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

  @Test("thirty-two pairs are counted, and the smallest p-value is 2 / 2ⁿ")
  func manyPairs() throws {
    #expect(try SignFlipTest(differences: [Double](repeating: 0.1, count: 32)).pValue == 0x1p-31)
    #expect(try SignFlipTest(differences: [1, 2, 3, 4, 5]).pValue == 0.0625)
    #expect(try SignFlipTest(differences: [0, 0]).pValue == 1)
    // Sign and order don't matter.
    let mixed = [0.5, -0.3, 0.9, 0.1, -0.2, 0.7, 0.31]
    let p = try SignFlipTest(differences: mixed).pValue
    #expect(try SignFlipTest(differences: mixed.reversed().map { -$0 }).pValue == p)
  }

  /// Of equal differences a sum counts its signs: the exact p-value is that of the binomial test.
  @Test(
    "of more than forty pairs ways are drawn, which come close to counting them all",
    arguments: [(50, 31), (60, 36), (100, 59), (1000, 540)])
  func drawnWays(pairs: Int, plus: Int) throws {
    let test = try SignFlipTest(differences: (0..<pairs).map { $0 < plus ? 0.5 : -0.5 })
    let exact = McNemarTest(firstOnly: plus, secondOnly: pairs - plus).pValue
    let draws = Double(SignFlipTest.drawCount)
    #expect(!test.isExact && abs(test.pValue - exact) < 4 * (exact * (1 - exact) / draws).squareRoot() + 1 / draws)
  }

  @Test("a difference that no way drawn reaches has the smallest p-value, never 0, and never none")
  func manySeeds() throws {
    let differences = (0..<50).map { 0.1 + 0.001 * Double($0 % 7) }
    let test = try SignFlipTest(differences: differences)
    #expect(test.pValue == 1 / Double(SignFlipTest.drawCount + 1))
    #expect(test.pValue == SignFlipTest.smallestP(pairs: 50))
    #expect(try SignFlipTest(differences: [Double](repeating: 0, count: 41)).pValue == 1)
    #expect(try SignFlipTest(differences: differences.map { -$0 }).pValue == test.pValue)
    #expect(SignFlipTest.smallestP(pairs: 5) == 0.0625 && SignFlipTest.smallestP(pairs: 32) == 0x1p-31)
  }

  @Test("Student's quantiles and intervals are SciPy's")
  func student() throws {
    for one in figures.student {
      let t = StudentInterval.quantile(one.probability, degreesOfFreedom: one.freedom)
      #expect(abs(t - one.t) <= 1e-10 * one.t, "\(one.freedom), \(one.probability): \(t) for \(one.t)")
    }
    for one in figures.intervals {
      let interval = try StudentInterval(one.values)
      #expect(abs(interval.lower - one.low) < 1e-11 && abs(interval.upper - one.high) < 1e-11)
    }
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
      "\($0)" == "the number of pairs is 0; expected 1 or more"
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
      try SignFlipTest(differences: [0.1, .nan, 0.2])
    } throws: {
      "\($0)" == "a difference is not finite; expected numbers"
    }
    #expect {
      try StudentInterval([1, 2], coverage: 1)
    } throws: {
      "\($0)" == "the coverage is 1.0; expected a number between 0 and 1"
    }
    #expect {
      try PairedEffect(differences: [1])
    } throws: {
      "\($0)" == "the number of pairs is 1; expected 2 or more"
    }
  }
}
