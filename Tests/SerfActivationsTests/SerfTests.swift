import SerfActivations
import Testing

/// Figures computed with 30 to 60 digits from the formulas of arXiv 2108.09598.
@Suite("Serf against the figures of the paper's function")
struct SerfTests {
  static let golden: [(x: Double, value: Double, slope: Double)] = [
    (-20, -4.6515256106924825e-8, -4.418949325364104e-8),
    (-10, -0.00051227172050184756, -0.00046103291963766004),
    (-5, -0.037886727161592589, -0.030181319525301683),
    (-2, -0.28491497024418831, -0.12225544761895924),
    (-1, -0.34224795538933844, 0.067145678569273321),
    (-0.5, -0.24871327249319509, 0.32729628736616572),
    (0.5, 0.41582931148205902, 0.96763584419628353),
    (1, 0.93672191547171531, 1.083749404456944),
    (2, 1.9947393332677912, 1.018931697162652),
    (3, 2.9999513225387334, 1.0002803885539969),
  ]

  @Test("the kernels give the golden values to 1e-6", arguments: golden)
  func kernels(_ golden: (x: Double, value: Double, slope: Double)) {
    let run = KernelRun(Serf(), [Float(golden.x)])
    #expect(abs(Double(run.values[0]) / golden.value - 1) < 1e-6)
    #expect(abs(Double(run.slopes[0]) / golden.slope - 1) < 1e-6)
  }

  @Test("the reference gives the golden values to 1e-14", arguments: golden)
  func reference(_ golden: (x: Double, value: Double, slope: Double)) {
    let (value, slope) = Serf().reference(golden.x)
    #expect(abs(value / golden.value - 1) < 1e-14)
    #expect(abs(slope / golden.slope - 1) < 1e-13)
  }

  @Test("the smallest value is -0.348437 at -1.193060")
  func minimum() {
    let (value, slope) = Serf().reference(-1.1930599689281879662)
    #expect(abs(value + 0.34843745875960642022) < 1e-15)
    #expect(abs(slope) < 1e-15)
    let lowest = KernelRun(Serf(), .grid(-100...100, count: 200_001)).values.min() ?? 0
    #expect(abs(lowest + 0.34843746) < 1e-7)
  }

  @Test("at 0 the value is 0 and the slope erf(ln 2)")
  func origin() {
    let (value, slope) = Serf().reference(0)
    #expect(value == 0)
    #expect(abs(slope - 0.67304128974252493644) < 1e-15)
  }

  @Test(
    "the slope is extreme at the two inflections and nowhere else",
    arguments: [(-2.2564974802739742449, -0.12696858905790538753), (1.0960460404526292405, 1.0861254441509971534)])
  func inflections(_ x: Double, _ extreme: Double) {
    #expect(abs(Serf().reference(x).slope - extreme) < 1e-15)
    // Second differences of the value change sign there: the slope rises on one side and falls on the other.
    let step = 1e-3
    let left = Serf().reference(x - step).slope
    let right = Serf().reference(x + step).slope
    #expect(extreme < 0 ? left > extreme && right > extreme : left < extreme && right < extreme)
  }

  @Test("the slope reaches 1 at 0.581337 and stays above")
  func slopeAboveOne() {
    #expect(abs(Serf().reference(0.58133677766299174603).slope - 1) < 1e-15)
    let slopes = stride(from: 0.5814, through: 5, by: 0.01).map { Serf().reference($0).slope }
    #expect(slopes.allSatisfy { $0 > 1 })
  }

  /// ln(1 + eˣ) typed as it stands is 0 below -16.6 in float32 and infinite above 88.7, where the slope then is
  /// not-a-number.
  @Test("neither end of the line loses the value or the slope")
  func ends() {
    let run = KernelRun(Serf(), [-60, -17, 89, 1e30, .infinity, -.infinity])
    #expect(run.values[0] < 0 && run.values[1] < 0)
    #expect(run.slopes[0] < 0 && run.slopes[1] < 0)
    #expect(Array(run.values[2...]) == [89, 1e30, .infinity, 0])
    #expect(Array(run.slopes[2...]) == [1, 1, 1, 0])
  }
}
