import FoundationEssentials
import SerfActivations
import Testing

@Suite("Documentation/Activations.md")
struct ActivationsPageTests {
  private static let page = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Documentation/Activations.md")

  private static let begin = "<!-- table of activations: written by the tests with SERF_WRITE_TABLES=1 -->\n"
  private static let end = "<!-- end of the table -->\n"

  /// With `SERF_WRITE_TABLES=1` in the environment it writes the table instead.
  @Test("the table is that of the registry")
  func table() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let begin = try #require(text.firstRange(of: Self.begin))
    let end = try #require(text.firstRange(of: Self.end))
    let found = String(text[begin.upperBound..<end.lowerBound])
    if ProcessInfo.processInfo.environment["SERF_WRITE_TABLES"] == "1" {
      let written = text[..<begin.upperBound] + Self.table() + text[end.lowerBound...]
      try Data(written.utf8).write(to: Self.page)
    } else {
      #expect(found == Self.table(), "the table is stale: run these tests with SERF_WRITE_TABLES=1")
    }
  }

  private static func table() -> String {
    let head = """
      | name | formula | values | monotonic | smooth | slope at 0 | gain | |
      |---|---|---|---|---|---|---|---|

      """
    return Activations.all.reduce(into: head) { table, activation in
      let names = ([activation.name] + activation.aliases).map { "`\($0)`" }.joined(separator: ", ")
      let properties = activation.properties
      let low = properties.lowerBound.map(rounded) ?? "-∞"
      let high = properties.upperBound.map(rounded) ?? "∞"
      let cells = [
        names, activation.formula.replacing("|", with: "\\|"), "\(low) … \(high)",
        properties.isMonotonic ? "yes" : "no", properties.isSmooth ? "yes" : "no",
        rounded(activation.reference(0).slope), rounded(activation.gain), activation.summary,
      ]
      table += "| " + cells.joined(separator: " | ") + " |\n"
    }
  }

  /// Six decimal places at most.
  private static func rounded(_ number: Double) -> String {
    let result = (number * 1e6).rounded() / 1e6
    return result == result.rounded() ? "\(Int(result))" : "\(result)"
  }
}
