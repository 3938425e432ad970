import Foundation
import TestSupport
import Testing

@Suite("activations")
struct ActivationsCommandTests {
  let command: CommandRunner

  init() throws { command = try CommandRunner() }

  private struct Entry: Decodable {
    let name: String
    let aliases: [String]
    let formula: String
    let smooth: Bool
    let monotonic: Bool
    let lowerBound: Double?

    enum CodingKeys: String, CodingKey {
      case name, aliases, formula, smooth, monotonic
      case lowerBound = "lower_bound"
    }
  }

  private struct Row: Decodable {
    let x: Double
    let value: Double
    let slope: Double
  }

  @Test("the list has name, formula and properties of each, as text and as JSON")
  func list() throws {
    let text = try command.run("activations").standardOutput
    let entries = try JSONDecoder().decode(
      [Entry].self, from: Data(try command.run("activations", "--json").standardOutput.utf8))
    #expect(entries.map(\.name).contains("gelu-tanh"))
    for entry in entries {
      #expect(text.contains(entry.name))
      #expect(text.contains(entry.formula))
    }
    let serf = try #require(entries.first { $0.name == "serf" })
    #expect(serf.formula == "x·erf(ln(1 + eˣ))")
    #expect(serf.smooth && !serf.monotonic)
    #expect(abs(try #require(serf.lowerBound) + 0.348437) < 1e-6)
    #expect(text.hasPrefix("name"))
    #expect(text.contains("\nserf               x·erf(ln(1 + eˣ)) "))
    #expect(try #require(entries.first { $0.name == "swish" }).aliases == ["silu"])
  }

  @Test("a table has x, value and slope, with all digits in JSON")
  func table() throws {
    let json = try command.run("activations", "table", "serf", "--from", "-1", "--to", "1", "--step", "0.5", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(json.standardOutput.utf8))
    #expect(rows.map(\.x) == [-1, -0.5, 0, 0.5, 1])
    #expect(rows[0].value == -0.3422479553893385)
    #expect(abs(rows[4].value - 0.93672191547171531) < 1e-15)
    #expect(abs(rows[4].slope - 1.083749404456944) < 1e-14)
    let text = try command.run("activations", "table", "relu", "--from=-1", "--to=1", "--step=1").standardOutput
    #expect(text == " x  value  slope\n-1      0      0\n 0      0      0\n 1      1      1\n")
  }

  @Test("x is the double next to the decimal number, however many steps it took")
  func decimalSteps() throws {
    let json = try command.run(
      "activations", "table", "identity", "--from", "-5", "--to", "5", "--step", "0.1", "--json")
    let rows = try JSONDecoder().decode([Row].self, from: Data(json.standardOutput.utf8))
    #expect(rows.map(\.x) == (-50...50).map { Double($0) / 10 })
  }

  @Test("an alias is the function itself")
  func alias() throws {
    let silu = try command.run("activations", "table", "silu", "--json").standardOutput
    #expect(try command.run("activations", "table", "swish", "--json").standardOutput == silu)
  }

  @Test(
    "a table that can't be is refused as wrong usage",
    arguments: [
      (["serff"], "Error: There is no activation 'serff'; did you mean 'serf'?"),
      (["serf", "--step", "0"], "Error: --step is 0.0; expected a number above 0\n"),
      (["serf", "--step", "-1"], "Error: --step is -1.0; expected a number above 0\n"),
      (["serf", "--step", "nan"], "Error: --step is nan; expected a number above 0\n"),
      (
        ["serf", "--step", "1e-300"],
        "Error: --step 1e-300 from -5.0 to 5.0 gives over 1000000 rows; take a larger step\n"
      ),
      (
        ["serf", "--from", "2", "--to", "1"],
        "Error: --from is 2.0 and --to is 1.0; expected --from at or below --to, both finite\n"
      ),
      (
        ["serf", "--to", "inf"],
        "Error: --from is -5.0 and --to is inf; expected --from at or below --to, both finite\n"
      ),
    ])
  func refusedTables(words: [String], message: String) throws {
    let outcome = try command.run(["activations", "table"] + words)
    #expect(outcome.status == 64)
    #expect(outcome.standardError.hasPrefix(message))
    #expect(outcome.standardOutput == "")
  }

  @Test("a plot is an SVG file that names its functions, and is not written over unasked")
  func plot() throws {
    let folder = try TemporaryFolder()
    let first = try command.run("activations", "plot", "--output", "a.svg", directory: folder.path)
    #expect(first.status == 0)
    #expect(first.standardError == "wrote a.svg\n")
    let svg = try folder.read("a.svg")
    #expect(svg.hasPrefix("<svg xmlns="))
    #expect(svg.hasSuffix("</svg>\n"))
    for name in ["serf", "mish", "gelu-tanh", "value", "slope"] { #expect(svg.contains(">\(name)</text>")) }
    #expect(!svg.contains("nan") && !svg.contains("inf"))

    let again = try command.run("activations", "plot", "--output", "a.svg", directory: folder.path)
    #expect(again.status == 73)
    #expect(again.standardError == "Error: a.svg exists; --force overwrites it\n")
    let forced = try command.run(
      "activations", "plot", "relu", "--output", "a.svg", "--force", "--quiet", directory: folder.path)
    #expect(forced.status == 0 && forced.standardError == "")
    #expect(try !folder.read("a.svg").contains("serf"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.svg"])
  }

  @Test("a plot goes to standard output, and is refused where it can't be written")
  func plotPlaces() throws {
    let folder = try TemporaryFolder()
    #expect(try command.run("activations", "plot", "--output", "-").standardOutput.hasPrefix("<svg"))
    let missing = try command.run("activations", "plot", "--output", "none/a.svg", directory: folder.path)
    #expect(missing.status == 73)
    #expect(missing.standardError.hasPrefix("Error: none/a.svg: can't be created: No such file or directory"))
    #expect(try command.run("activations", "plot", "--output", folder.path).status == 73)
    let empty = try command.run("activations", "plot", "--output", "b.svg", "--from", "1", "--to", "1")
    #expect(empty.status == 64)
  }
}
