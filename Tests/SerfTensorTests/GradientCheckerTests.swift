import TestSupport
import Testing

@Suite("The gradient checker")
struct GradientCheckerTests {
  private let checker = GradientChecker()
  private let sumOfCubes = { (x: [Double]) in x.reduce(0) { $0 + $1 * $1 * $1 } }

  @Test("a right gradient passes")
  func right() {
    #expect(checker.mismatches("x", gradient: [3, 12], at: [1, 2], tolerance: 1e-9, of: sumOfCubes) == [])
  }

  @Test("a wrong number, a NaN and a wrong count are found and named")
  func wrong() {
    let found = checker.mismatches("x", gradient: [3, 12.001], at: [1, 2], tolerance: 1e-6, of: sumOfCubes)
    #expect(found.count == 1 && found[0].hasPrefix("x[1]: gradient 12.001"))
    #expect(checker.mismatches("x", gradient: [.nan, 12], at: [1, 2], tolerance: 1e-6, of: sumOfCubes).count == 1)
    #expect(
      checker.mismatches("x", gradient: [3], at: [1, 2], tolerance: 1e-6, of: sumOfCubes)
        == ["x: 1 gradients of 2 numbers"])
  }

  @Test("of a long array the first, the last and evenly spaced places are looked at")
  func places() {
    var checker = GradientChecker()
    checker.placeLimit = 5
    #expect(checker.places(among: 5) == [0, 1, 2, 3, 4])
    #expect(checker.places(among: 101) == [0, 25, 50, 75, 100])
  }
}
