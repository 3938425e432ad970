import Foundation
import SerfExperiments
import Testing

@Suite("Documentation/Swish-and-Serf.md")
struct PreconditionerPageTests {
  private static let picture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/Swish-and-Serf.svg")

  /// With `SERF_WRITE_TABLES=1` in the environment it draws the picture instead.
  @Test("has the picture that reports have")
  func picture() throws {
    if ProcessInfo.processInfo.environment["SERF_WRITE_TABLES"] == "1" {
      try PreconditionerView.picture.write(to: Self.picture, atomically: true, encoding: .utf8)
    } else {
      let found = try String(contentsOf: Self.picture, encoding: .utf8)
      #expect(found == PreconditionerView.picture, "the picture is stale: run these tests with SERF_WRITE_TABLES=1")
    }
  }

  @Test("is right: the two parts are the slope of Serf, by differences of the function itself")
  func identity() {
    func serf(_ x: Double) -> Double { x * PreconditionerView.gate(x) }
    for x in stride(from: -6.0, through: 6, by: 0.37) {
      let step = 1e-5
      let slope = (serf(x + step) - serf(x - step)) / (2 * step)
      // Rounding of a difference over 2·10⁻⁵, and the third derivative times 10⁻¹⁰.
      #expect(abs(PreconditionerView.slope(x) - slope) < 1e-9, "at \(x)")
    }
  }
}
