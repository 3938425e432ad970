import Foundation
import TestSupport
import Testing

@Suite("The command experiment")
struct ExperimentCommandTests {
  let small: SmallTraining

  init() throws {
    small = try SmallTraining()
    try small.folder.write(Self.specification, to: "study.yaml")
  }

  /// Twelve cells of a few milliseconds.
  private static let specification = """
    task: sentiment
    settings:
      train: train.tsv
      test: test.tsv
      dev: test.tsv
      architecture: average
      pair-buckets: 64
      model-width: 8
      hidden-width: 8
      vocabulary-size: 300
      batch-size: 16
      epochs: 2
      learning-rate: 0.02
    axes:
      activation: [relu, serf]
    seeds: 6
    baseline: relu
    """

  private func run(_ words: String..., store: String = "a.sqlite") throws -> CommandRunner.Outcome {
    try small.run(["experiment", "run", "study.yaml", "--store", store] + words)
  }

  private func report(_ format: String, store: String = "a.sqlite") throws -> CommandRunner.Outcome {
    try small.run("experiment", "report", "--store", store, "--format", format)
  }

  @Test("trains a grid, trains nothing twice, lists and reports it")
  func whole() throws {
    let first = try run()
    #expect(first.status == 0, "\(first.standardError)")
    #expect(first.standardOutput == "12 of 12 cells are finished; trained now: 12\n")
    #expect(first.standardError.contains("2 configurations × 6 seeds: 12 cells"))
    #expect(first.standardError.contains("1 comparison: a difference of"))
    #expect(try run().standardOutput == "12 of 12 cells are finished; trained now: 0\n")
    let list = try small.run("experiment", "list", "--store", "a.sqlite")
    #expect(list.standardOutput.contains("study  sentiment"))
    #expect(list.standardOutput.split(separator: "\n").count == 2)
    for format in ["html", "markdown", "csv", "json", "latex"] {
      let report = try report(format)
      #expect(report.status == 0 && !report.standardOutput.isEmpty, "\(format): \(report.standardError)")
    }
    let file = try small.run("experiment", "report", "--store", "a.sqlite", "--output", "r.html")
    #expect(file.status == 0 && small.exists("r.html"))
    let again = try small.run("experiment", "report", "--store", "a.sqlite", "--output", "r.html")
    #expect(again.status == 73)
    #expect(again.standardError == "Error: r.html exists; --force overwrites it\n")
    #expect(!small.exists("a.sqlite-cells"))
  }

  /// The columns of a report that are the same whenever and wherever it runs.
  private func figures(_ store: String) throws -> [String] {
    let lines = try report("csv", store: store).standardOutput.split(separator: "\n")
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
    let kept = header.indices.filter { index in
      !["seconds", "time", "tokens", "memory", "date"].contains { header[index].contains($0) }
    }
    return lines.map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      return kept.map { String(cells[$0]) }.joined(separator: ",")
    }
  }

  @Test("any number of cells at a time gives the same figures")
  func jobs() throws {
    #expect(try run("--jobs", "1", store: "one.sqlite").status == 0)
    #expect(try run("--jobs", "3", store: "three.sqlite").status == 0)
    #expect(try figures("one.sqlite") == figures("three.sqlite"))
  }

  @Test("killed at fifty moments, goes on each time and ends with the figures of a run that was not")
  func killed() throws {
    #expect(try run(store: "whole.sqlite").status == 0)
    let expected = try figures("whole.sqlite")
    var random = SeededRandom(seed: 50)
    var (kills, round) = (0, 0)
    while kills < 50 {
      round += 1
      let store = "killed-\(round).sqlite"
      // Until a run ends by itself before its moment comes.
      while kills < 50 {
        let command = try small.command.start(
          ["experiment", "run", "study.yaml", "--store", store], directory: small.folder.path)
        Thread.sleep(forTimeInterval: Double.random(in: 0...0.35, using: &random))
        command.killAtOnce()
        let outcome = command.finish()
        guard outcome.status != 0 else { break }
        #expect(outcome.status == -9)
        kills += 1
      }
      let last = try run(store: store)
      #expect(last.status == 0, "\(last.standardError)")
      #expect(try figures(store) == expected, "round \(round)")
    }
  }

  @Test("stopped by Ctrl-C it keeps what is finished, says how to go on and exits with 130")
  func interrupted() throws {
    let slow = Self.specification.replacing("epochs: 2", with: "epochs: 1000000\n  patience: none")
    try small.folder.write(slow, to: "slow.yaml")
    let command = try small.command.start(
      ["experiment", "run", "slow.yaml", "--store", "slow.sqlite"], directory: small.folder.path)
    // No cell ends by itself within the test; the folder of those in flight says that they have begun.
    let cells = small.folder.path("slow.sqlite-cells")
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: cells) { Thread.sleep(forTimeInterval: 0.1) }
    command.interrupt()
    let outcome = command.finish()
    #expect(outcome.status == 130)
    #expect(
      outcome.standardError.contains("cells are finished in slow.sqlite, and the same command goes on from there"))
    #expect(!small.exists("slow.sqlite-cells"))
  }

  @Test("cells that fail are told by the status, with a reason that fits a cell")
  func failed() throws {
    let text = Self.specification.replacing("  learning-rate: 0.02\n", with: "  optimizer: sgd\n")
      .replacing("activation: [relu, serf]", with: "learning-rate: [0.1, 1e30]").replacing("relu", with: "1e-1")
    try small.folder.write(text, to: "study.yaml")
    let outcome = try run()
    #expect(outcome.status == 65)
    #expect(outcome.standardOutput == "6 of 12 cells are finished, 6 failed; trained now: 12\n")
    #expect(
      outcome.standardError.hasSuffix(
        "Error: 6 cells of the grid failed: 'serf-nlp experiment list --store a.sqlite' says why, and --retry-failed "
          + "trains them again\n"), "\(outcome.standardError)")
    let list = try small.run("experiment", "list", "--store", "a.sqlite").standardOutput
    #expect(list.contains("; a smaller learning-rate or clip-norm may do"), "\(list)")
    #expect(!list.contains("--force") && !list.contains("checkpoint"))
  }

  @Test("killed while it guesses times, it leaves nothing but what the next run takes away")
  func killedEarly() throws {
    let slow = Self.specification.replacing("epochs: 2", with: "epochs: 1000000\n  patience: none")
    try small.folder.write(slow, to: "slow.yaml")
    let words = ["experiment", "run", "slow.yaml", "--store", "slow.sqlite"]
    let first = try small.command.start(words, directory: small.folder.path)
    for _ in 0..<600 where !small.exists("slow.sqlite-cells/calibration-0") { Thread.sleep(forTimeInterval: 0.02) }
    first.killAtOnce()
    _ = first.finish()
    #expect(small.exists("slow.sqlite-cells/calibration-0"))
    let second = try small.command.start(words, directory: small.folder.path)
    for _ in 0..<600 where !small.exists("slow.sqlite-cells/1") { Thread.sleep(forTimeInterval: 0.1) }
    #expect(!small.exists("slow.sqlite-cells/calibration-0"))
    second.interrupt()
    #expect(second.finish().status == 130)
    #expect(!small.exists("slow.sqlite-cells"))
  }

  @Test("--from takes the cells of an exported report")
  func imported() throws {
    #expect(try run().status == 0)
    try small.folder.write(try report("json").standardOutput, to: "a.json")
    let outcome = try run("--from", "a.json", store: "b.sqlite")
    #expect(outcome.standardOutput == "12 of 12 cells are finished; trained now: 0\n")
    #expect(outcome.standardError.contains("a.json: 12 finished cells taken"))
    #expect(try figures("a.sqlite") == figures("b.sqlite"))
  }

  @Test("an export names files as the specification does, wherever they lie, and is taken elsewhere")
  func portable() throws {
    let files = try TemporaryFolder()
    for (name, count) in [("train.tsv", 200), ("test.tsv", 40)] {
      try files.write(SmallTraining.reviews(count), to: name)
    }
    let here = try run("--data", files.path)
    #expect(here.status == 0, "\(here.standardError)")
    let export = try report("json").standardOutput
    for format in ["json", "html", "markdown", "csv"] {
      let text = try report(format).standardOutput
      for path in [files.path, small.folder.path, "/tmp"] { #expect(!text.contains(path), "\(format) has \(path)") }
    }
    #expect(export.contains(#""path":"train.tsv""#))
    try small.folder.write(export, to: "a.json")
    #expect(
      try run("--from", "a.json", store: "b.sqlite").standardOutput
        == "12 of 12 cells are finished; trained now: 0\n")
    // As earlier versions wrote them.
    try small.folder.write(
      export.replacing(#""path":"train.tsv""#, with: #""path":"/elsewhere/train.tsv""#), to: "old.json")
    #expect(
      try run("--from", "old.json", "--data", files.path, store: "c.sqlite").standardOutput
        == "12 of 12 cells are finished; trained now: 0\n")
  }

  /// Everything that a user may get wrong: words, exit status, message.
  static let faults: [(words: [String], status: Int32, message: String)] = [
    (
      ["run", "quikc"], 66,
      "Error: quikc: there is no such file or bundled specification; did you mean 'quick'?\n"
    ),
    (
      ["run", "bad.yaml"], 65,
      "Error: bad.yaml, line 2, column 3: the specification has no 'axis'; did you mean 'axes'?\n"
    ),
    (
      ["run", "few.yaml"], 65,
      "Error: few.yaml, line 16, column 1: a two-sided sign-flip test of one comparison can't reach 0.05 with 2 seeds, "
        + "whatever the figures are; it needs 6. Give more seeds, or run it with --descriptive\n"
    ),
    (
      ["run", "study.yaml", "--store", "train.tsv"], 65,
      "Error: train.tsv: this is no store of experiments; give --store another file\n"
    ),
    (
      ["list", "--store", "none.sqlite"], 66,
      "Error: none.sqlite: there is no such store; 'serf-nlp experiment run SPEC --store none.sqlite' makes it\n"
    ),
    (
      ["report", "--output", "r2.pdf"], 64,
      "Error: --output is r2.pdf, and there is no report with the ending .pdf; expected .csv, .htm, .html, .json, "
        + ".markdown, .md, .tex, or --format\n  See 'serf-nlp experiment report --help'.\n"
    ),
    (
      ["run", "study.yaml", "--jobs", "0"], 64,
      "Error: --jobs is 0; expected 1 to 1024\n  See 'serf-nlp experiment run --help'.\n"
    ),
  ]

  @Test("says what is wrong, before anything runs", arguments: faults)
  func refused(words: [String], status: Int32, message: String) throws {
    try small.folder.write("  axes: {layers: [1]}\n  axis: 3\n", to: "bad.yaml")
    try small.folder.write(Self.specification.replacing("seeds: 6", with: "seeds: 2"), to: "few.yaml")
    let outcome = try small.run(["experiment"] + words)
    #expect(outcome.status == status)
    #expect(outcome.standardError == message)
    #expect(outcome.standardOutput.isEmpty)
  }

  @Test("an unknown activation is told with its line and column")
  func unknownActivation() throws {
    try small.folder.write(Self.specification.replacing("[relu, serf]", with: "[relu, serv]"), to: "bad.yaml")
    let outcome = try small.run("experiment", "run", "bad.yaml")
    #expect(outcome.status == 65)
    #expect(outcome.standardError.hasPrefix("Error: bad.yaml, line 15, column 22: the cell activation=serv: "))
  }

  @Test("--dry-run says cells, what the test can show and how long it may take, and trains nothing")
  func dryRun() throws {
    let outcome = try run("--dry-run", "--json")
    #expect(outcome.status == 0)
    #expect(outcome.standardOutput.hasPrefix(#"{"experiment":"study","configurations":2,"seeds":6,"cells":12,"#))
    #expect(!small.exists("a.sqlite"))
  }

  @Test("--dry-run counts what an export and the store bring in, and changes neither")
  func dryRunFrom() throws {
    #expect(try run().status == 0)
    try small.folder.write(try report("json").standardOutput, to: "a.json")
    let more = Self.specification.replacing("seeds: 6", with: "seeds: 8")
    try small.folder.write(more, to: "study.yaml")
    for words in [["--from", "a.json", "--store", "none.sqlite"], ["--store", "a.sqlite"]] {
      let outcome = try small.run(["experiment", "run", "study.yaml", "--dry-run", "--json"] + words)
      #expect(outcome.status == 0, "\(outcome.standardError)")
      #expect(
        outcome.standardOutput.contains(#""cells":16,"#)
          && outcome.standardOutput.contains(#""finished_cells":12,"cells_left":4,"estimated_seconds":"#),
        "\(outcome.standardOutput)")
    }
    let text = try run("--dry-run", "--from", "a.json", store: "none.sqlite").standardOutput
    #expect(text.contains("12 cells are finished, 4 are left\n"), "\(text)")
    #expect(!small.exists("none.sqlite"))
    #expect(
      try small.run("experiment", "list", "--store", "a.sqlite", "--json").standardOutput.contains(#""cells":12"#))
    try small.folder.write("{}", to: "bad.json")
    #expect(try run("--dry-run", "--from", "bad.json", store: "none.sqlite").status == 65)
    // Nor does a run make a store for what is no export, or of another experiment.
    #expect(try run("--from", "bad.json", store: "none.sqlite").status == 65)
    try small.folder.write(more.replacing("epochs: 2", with: "epochs: 3"), to: "study.yaml")
    let other = try run("--from", "a.json", store: "none.sqlite")
    #expect(other.status == 65 && other.standardError.contains("'epochs: 2' is gone; 'epochs: 3' is new"))
    #expect(!small.exists("none.sqlite") && !small.exists("none.sqlite-lock"))
    try small.folder.write(more.replacing("seeds: 8", with: "seeds: 5"), to: "study.yaml")
    #expect(try run("--dry-run", "--descriptive").standardError.contains("'seed 6' is gone"))
  }

  @Test(
    "takes every committed result whole, and has nothing left to train",
    .enabled(if: corpora != nil, "SERF_CORPORA names no folder with sst2/ in it"),
    arguments: ["paper/sentiment"])
  func committed(name: String) throws {
    let export = Self.results.appendingPathComponent(name.replacing("/", with: "-") + ".json").path
    let outcome = try small.run([
      "experiment", "run", name, "--data", Self.corpora ?? "", "--from", export, "--dry-run", "--json",
    ])
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(outcome.standardOutput.contains(#""cells_left":0,"#), "\(outcome.standardOutput)")
  }

  private static let corpora = ProcessInfo.processInfo.environment["SERF_CORPORA"].flatMap { folder in
    FileManager.default.fileExists(atPath: folder + "/sst2") ? folder : nil
  }
  private static let results = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Documentation/Results")

  @Test("every bundled specification is whole: read, checked, and its test within reach")
  func bundled() throws {
    let names = try small.run("experiment", "list", "--bundled").standardOutput.split(separator: "\n").map(String.init)
    #expect(names.contains("quick") && names.contains("paper/sentiment") && names.count >= 10)
    for part in ["train", "dev", "test"] {
      try FileManager.default.createDirectory(atPath: small.folder.path("sst2"), withIntermediateDirectories: true)
      try small.folder.write(SmallTraining.reviews(60), to: "sst2/\(part).tsv")
    }
    try FileManager.default.createDirectory(atPath: small.folder.path("sick"), withIntermediateDirectories: true)
    for part in ["train", "trial", "test"] {
      let pairs = (0..<60).map {
        "a dog runs \($0)\ta cat sleeps \($0)\t\(["NEUTRAL", "ENTAILMENT", "CONTRADICTION"][$0 % 3])\n"
      }
      try small.folder.write(
        "sentence_A\tsentence_B\tentailment_judgment\n" + pairs.joined(), to: "sick/SICK_\(part).txt")
    }
    try FileManager.default.createDirectory(atPath: small.folder.path("multi30k"), withIntermediateDirectories: true)
    for part in ["train", "val", "test_2016_flickr"] {
      for language in ["en", "de"] {
        try small.folder.write(
          (0..<60).map { "a sentence of number \($0)\n" }.joined(), to: "multi30k/\(part).\(language)")
      }
    }
    for name in names {
      let outcome = try small.run("experiment", "run", name, "--data", small.folder.path, "--dry-run")
      #expect(outcome.status == 0, "\(name): \(outcome.standardError)")
    }
  }
}
