import Foundation
import TestSupport
import Testing

@Suite("The command experiment, of translation")
struct TranslationExperimentTests {
  let small: SmallTranslation

  init() throws {
    small = try SmallTranslation()
    try small.folder.write(Self.specification, to: "study.yaml")
  }

  /// Four cells of a second.
  private static let specification = """
    task: translation
    settings:
      source: train.en
      target: train.de
      dev-source: dev.en
      dev-target: dev.de
      test-source: test.en
      test-target: test.de
      layers: 1
      model-width: 16
      feed-forward-width: 16
      heads: 2
      vocabulary-size: 330
      batch-tokens: 300
      epochs: 2
      learning-rate: 0.01
      warmup: 5
    axes:
      activation: [relu, serf]
    seeds: 2
    baseline: relu
    test: none
    """

  private func run(_ words: String..., store: String = "a.sqlite") throws -> CommandRunner.Outcome {
    try small.run(["experiment", "run", "study.yaml", "--store", store] + words)
  }

  private func report(_ format: String, store: String = "a.sqlite") throws -> String {
    try small.run("experiment", "report", "--store", store, "--format", format).standardOutput
  }

  /// The figures of each cell, without what varies from run to run.
  private func figures(_ store: String) throws -> [[String: Double]] {
    let file = try JSONSerialization.jsonObject(with: Data(report("json", store: store).utf8)) as? [String: Any]
    let setups = (file?["study"] as? [String: Any])?["configurations"] as? [[String: Any]] ?? []
    return setups.flatMap { setup in
      (setup["cells"] as? [[String: Any]] ?? []).map { $0["figures"] as? [String: Double] ?? [:] }
    }
  }

  @Test("trains a grid with BLEU and chrF of dev and test, compares sentences, and trains nothing twice")
  func whole() throws {
    let first = try run()
    #expect(first.standardOutput == "4 of 4 cells are finished; trained now: 4\n", "\(first.standardError)")
    #expect(try run().standardOutput == "4 of 4 cells are finished; trained now: 0\n")
    let figures = try figures("a.sqlite")
    #expect(figures.count == 4)
    for cell in figures {
      #expect(
        Set(cell.keys) == ["dev bleu", "dev chrf", "dev count", "test bleu", "test chrf", "test count"])
      #expect(cell["test count"] == 30)
      #expect(cell.values.allSatisfy { $0 >= 0 && $0 <= 100 })
    }
    let page = try report("markdown")
    #expect(page.contains("How the same comparisons look over the 30 sentences of the test part"))
    #expect(page.contains("sign test p") && page.contains("chrF of a sentence by kind of item"))
  }

  @Test("an export carries what tests across sentences need and no text, and another store goes on from it")
  func exported() throws {
    #expect(try run().status == 0)
    let json = try report("json")
    try small.folder.write(json, to: "a.json")
    #expect(json.contains(#""chrf":["#) && !json.contains("Hund") && !json.contains("dog"))
    let outcome = try run("--from", "a.json", store: "b.sqlite")
    #expect(outcome.standardOutput == "4 of 4 cells are finished; trained now: 0\n")
    #expect(try figures("b.sqlite") == figures("a.sqlite"))
    let line = "30 sentences of the test part"
    #expect(try report("markdown", store: "b.sqlite").contains(line))
  }

  @Test("killed, goes on and ends with the figures of a run that was not")
  func killed() throws {
    #expect(try run("--jobs", "1", store: "whole.sqlite").status == 0)
    var random = SeededRandom(seed: 5)
    for _ in 0..<3 {
      let command = try small.command.start(
        ["experiment", "run", "study.yaml", "--store", "killed.sqlite"], directory: small.folder.path)
      Thread.sleep(forTimeInterval: Double.random(in: 0.2...1, using: &random))
      command.killAtOnce()
      _ = command.finish()
    }
    #expect(try run(store: "killed.sqlite").status == 0)
    #expect(try figures("killed.sqlite") == figures("whole.sqlite"))
  }

  /// What may be wrong in a specification of translation: the change, and the message.
  static let faults: [(from: String, to: String, message: String)] = [
    ("batch-tokens: 300", "batch-tokens: few", "line 14, column 17: batch-tokens is 'few'; expected a whole number"),
    ("heads: 2", "haeds: 2", "line 12, column 3: there is no setting 'haeds'; did you mean 'heads'?"),
    ("heads: 2", "heads: 3", "heads"),
    ("[relu, serf]", "[relu, serv]", "line 19, column 22: the cell activation=serv: "),
    ("test.de", "none.de", "line 8, column 16: test-target: none.de: no such file"),
    ("  test-target: test.de\n", "", "--test-source needs --test-target, its translations"),
    ("  test-source: test.en\n  test-target: test.de\n", "", "there is no test part; say 'test: {part: dev}'"),
    ("seeds: 2", "seeds: 2\nmetric: accuracy", "line 21, column 9: metric is 'accuracy'; expected bleu or chrf"),
  ]

  @Test("says what is wrong with line and column, before anything runs", arguments: faults)
  func refused(from: String, to: String, message: String) throws {
    try small.folder.write(Self.specification.replacing(from, with: to), to: "study.yaml")
    let outcome = try run()
    #expect(outcome.standardError.contains("study.yaml") && outcome.standardError.contains(message))
    #expect([65, 66].contains(outcome.status), "\(outcome.standardError)")
    #expect(!small.exists("a.sqlite"))
  }
}
