import SerfExperiments
import TestSupport
import Testing

@Suite("Tuning")
struct TuningTests {
  /// The toy is best with 0.01.
  private static let text = ToyExperiment.text + "\ntune: {grid: {learning-rate: [0.1, 0.01]}, seeds: [101, 102]}"

  private func tuned(_ store: ExperimentStore) throws -> [String] {
    try store.study().configurations.filter { $0.phase == "final" }.map { setup in
      setup.settings.filter { $0.origin == .tuned }.map(\.value).joined()
    }
  }

  private func figures(_ store: ExperimentStore) throws -> [[String: Double]] {
    try store.study().configurations.filter { $0.phase == "final" }.flatMap { $0.cells.map(\.figures) }
  }

  /// The figures of a run where nothing fails.
  private func undisturbed() throws -> [[String: Double]] {
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(Self.text, in: store)
    return try figures(store)
  }

  @Test("a better trial that is finished later has its configuration's cells trained anew")
  func later() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["relu 101 0.01"]))
    let store = try toy.store()
    try toy.run(Self.text, in: store)
    #expect(try tuned(store) == ["0.1", "0.01"])
    toy.task.mend()
    let observer = NotingObserver()
    let summary = try toy.run(Self.text, in: store, observer: observer) { $0.retriesFailed = true }
    #expect(summary == ExperimentRunner.Summary(finished: 12, failed: 0, total: 12, trained: 7))
    #expect(observer.notes.contains("relu: 6 finished cells had another trial's settings, to be trained again"))
    #expect(try tuned(store) == ["0.01", "0.01"])
    #expect(try figures(store) == undisturbed())
    // Nothing of the earlier cells is left.
    #expect(try SQLiteFile(toy.folder.path("store.sqlite")).text("SELECT COUNT(*) FROM curves") == "60")
  }

  /// An experiment whose better trial failed on one machine and would not on the next, and what the first exports.
  private func exportOfAnotherChoice() throws -> (toy: ToyExperiment, json: String) {
    let toy = try ToyExperiment(task: ToyTask(failing: ["relu 101 0.01"]))
    let first = try toy.store("first.sqlite")
    try toy.run(Self.text, in: first)
    let json = ExperimentReport(try first.study()).text(.json)
    toy.task.mend()
    return (toy, json)
  }

  private func quietRunner(_ toy: ToyExperiment, _ store: ExperimentStore) throws -> ExperimentRunner {
    try ExperimentRunner(
      toy.plan(Self.text), store: store, options: ExperimentRunner.Options(codeVersion: "test"),
      observer: QuietObserver())
  }

  @Test("cells of an export that another trial was chosen for are trained anew")
  func imported() throws {
    let (toy, json) = try exportOfAnotherChoice()
    let second = try toy.store("second.sqlite")
    let runner = try quietRunner(toy, second)
    #expect(try runner.takeCells(from: json, path: "first.json") == 19)
    #expect(try runner.run().trained == 7)
    #expect(try tuned(second) == ["0.01", "0.01"])
    #expect(try figures(second) == undisturbed())
  }

  @Test("an export of another choice is refused where cells of this one are finished")
  func otherChoice() throws {
    let (toy, json) = try exportOfAnotherChoice()
    let second = try toy.store("second.sqlite")
    try toy.run(Self.text, in: second)
    let runner = try quietRunner(toy, second)
    let error = #expect(throws: ExperimentError.self) { try runner.takeCells(from: json, path: "first.json") }
    #expect(
      error?.message
        == "first.json: activation=relu was trained with learning-rate 0.1 there, as tuning chose, and here with 0.01")
  }

  @Test("a trial without all of its seeds is left out and told, by runner and study alike")
  func incomplete() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["relu 101 0.01"]))
    let store = try toy.store()
    let observer = NotingObserver()
    let summary = try toy.run(Self.text, in: store, observer: observer)
    #expect(summary.failedTrials == 1 && summary.failed == 0)
    #expect(
      observer.notes == [
        "relu: learning-rate=0.1 is the best of 1 of 2 trials on dev; not finished and left out: learning-rate=0.01 "
          + "(1 of 2 seeds). --retry-failed trains them again",
        "serf: learning-rate=0.01 is the best of 2 trials on dev",
      ])
    let choices = try store.study().tuningChoices
    #expect(choices["activation=relu"]?.best?.number == 0)
    #expect(choices["activation=relu"]?.incomplete.map(\.figures.count) == [1])
    #expect(choices["activation=serf"]?.best?.number == 1)
    #expect(choices["activation=serf"]?.incomplete.isEmpty == true)
  }

  @Test("a configuration whose trials all fail fails alone, with the reason, and goes on when they are mended")
  func untuned() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["relu 101", "relu 102"]))
    let store = try toy.store()
    #expect(
      try toy.run(Self.text, in: store)
        == ExperimentRunner.Summary(finished: 6, failed: 6, total: 12, trained: 14, failedTrials: 4))
    let failed = try store.study().configurations.filter { $0.phase == "final" }.flatMap { setup in
      setup.cells.compactMap(\.reason)
    }
    #expect(
      failed
        == [String](repeating: "no tuning trial was finished with all of its seeds (this is nonsense)", count: 6))
    toy.task.mend()
    #expect(try toy.run(Self.text, in: store) { $0.retriesFailed = true }.finished == 12)
    #expect(try figures(store) == undisturbed())
  }
}
