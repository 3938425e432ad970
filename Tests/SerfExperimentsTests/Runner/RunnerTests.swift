import SerfExperiments
import SerfSettings
import TestSupport
import Testing

@Suite("A runner")
struct RunnerTests {
  @Test("trains every cell once, and none again", arguments: [1, 2, 5])
  func once(jobs: Int) throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    let summary = try toy.run(in: store, jobs: jobs)
    #expect(summary == ExperimentRunner.Summary(finished: 12, failed: 0, total: 12, trained: 12))
    #expect(Set(toy.task.history).count == 12 && toy.task.history.count == 12)
    #expect(try toy.run(in: store, jobs: jobs).trained == 0)
    #expect(toy.task.history.count == 12)
  }

  @Test("keeps a failed cell with its reason, trains the others, and retries it when asked")
  func failures() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["serf 2", "relu 5"]))
    let store = try toy.store()
    #expect(try toy.run(in: store) == ExperimentRunner.Summary(finished: 10, failed: 2, total: 12, trained: 12))
    #expect(try toy.run(in: store).trained == 0)
    let failed = try store.study().configurations.flatMap { $0.cells.filter { $0.state == "failed" } }
    #expect(failed.map(\.reason) == ["this is nonsense", "this is nonsense"])
    toy.task.mend()
    let summary = try toy.run(in: store) { $0.retriesFailed = true }
    #expect(summary == ExperimentRunner.Summary(finished: 12, failed: 0, total: 12, trained: 2))
  }

  @Test("stopped between cells, goes on with the rest and comes to the same figures")
  func stopped() throws {
    let whole = try ToyExperiment()
    let expected = try figures(whole, whole.store())
    let toy = try ToyExperiment()
    let store = try toy.store()
    for stop in [1, 3, 4] {
      let error = #expect(throws: ExperimentError.self) {
        try toy.run(in: store, jobs: 1, observer: QuietObserver(stopAfter: stop))
      }
      #expect(error?.code == .interrupted)
    }
    #expect(toy.task.history.count == 8)
    #expect(try figures(toy, store) == expected)
    #expect(toy.task.history.count == 12)
  }

  @Test("a wish to stop that comes with the last cell stops nothing")
  func stoppedAtTheEnd() throws {
    let toy = try ToyExperiment()
    #expect(try toy.run(in: toy.store(), jobs: 1, observer: QuietObserver(stopAfter: 12)).finished == 12)
  }

  @Test("a full disk stops the run and fails no cell: all that is not finished waits")
  func fullDisk() throws {
    let toy = try ToyExperiment(task: ToyTask(fullDisk: ["relu 3", "serf 3"]))
    let store = try toy.store()
    let error = #expect(throws: ExperimentError.self) { try toy.run(in: store) }
    #expect(error?.code == .writeFailed)
    #expect(error?.message.hasPrefix("no space left. The run has stopped: finished cells are in ") == true)
    let states = try store.study().configurations.flatMap { $0.cells.map(\.state) }
    #expect(Set(states) == ["finished", "waiting"] && states.count { $0 == "waiting" } >= 8)
    toy.task.mend()
    #expect(try toy.run(in: store).finished == 12)
  }

  @Test("says that finished cells are of another build")
  func otherBuild() throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(in: store)
    let observer = NotingObserver()
    let more = ToyExperiment.text.replacing("seeds: 6", with: "seeds: 7")
    try toy.run(more, in: store, observer: observer) { $0.codeVersion = "later" }
    #expect(observer.notes.count == 1)
    #expect(observer.notes[0].hasPrefix("12 finished cells are of serf-nlp test, the others will be of later: "))
  }

  private func figures(_ toy: ToyExperiment, _ store: ExperimentStore) throws -> [[String: Double]] {
    try toy.run(in: store)
    return try store.study().configurations.flatMap { $0.cells.map(\.figures) }
  }

  @Test("adds seeds and values of axes to what is there, and refuses every other change")
  func extended() throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(in: store)
    let text = ToyExperiment.text
    let more = text.replacing("seeds: 6", with: "seeds: 8").replacing("[relu, serf]", with: "[relu, mish, serf]")
    #expect(try toy.run(more, in: store) == ExperimentRunner.Summary(finished: 24, failed: 0, total: 24, trained: 12))
    for (changed, words) in [
      (more.replacing("epochs: 3", with: "epochs: 4"), "'epochs: 3' is gone; 'epochs: 4' is new"),
      (
        more.replacing("[relu, mish, serf]", with: "[relu, serf]"),
        "'activation=mish' is gone, and has 8 finished cells"
      ),
      (more.replacing("seeds: 8", with: "seeds: 7"), "'seed 8' is gone, and has 3 finished cells"),
      (more + "\nmetric: macro-f1", "'metric: accuracy on test' is gone"),
      (more + "\ntest: {level: 0.1}", "'test: sign-flip at 0.05' is gone"),
    ] {
      let error = #expect(throws: ExperimentError.self) { try toy.run(changed, in: store) }
      #expect(error?.code == .changedSpecification)
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "nothing")")
    }
  }

  @Test("a value or a seed that is gone is refused where its cells still wait, too")
  func shrunk() throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    #expect(throws: ExperimentError.self) { try toy.run(in: store, jobs: 1, observer: QuietObserver(stopAfter: 1)) }
    for (changed, words) in [
      (ToyExperiment.text.replacing("[relu, serf]", with: "[relu, mish]"), "otherwise: 'activation=serf' is gone. "),
      (ToyExperiment.text.replacing("seeds: 6", with: "seeds: [1, 2, 3, 4, 5, 7]"), "otherwise: 'seed 6' is gone. "),
    ] {
      let error = #expect(throws: ExperimentError.self) { try toy.run(changed, in: store) }
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "nothing")")
      #expect(throws: ExperimentError.self) { try store.requireSame(toy.plan(changed)) }
    }
    try store.requireSame(toy.plan())
  }

  @Test("another file of texts is another experiment")
  func changedFile() throws {
    let toy = try ToyExperiment()
    try toy.folder.write("one", to: "train.tsv")
    let text = ToyExperiment.text.replacing("epochs: 3", with: "train: train.tsv")
    let store = try toy.store()
    try toy.run(text, in: store)
    try toy.folder.write("two", to: "train.tsv")
    let error = #expect(throws: ExperimentError.self) { try toy.run(text, in: store) }
    #expect(error?.message.contains("the file of 'train' is another") == true)
  }

  @Test("tunes every configuration alike on dev, and trains the fresh seeds with what was best")
  func tuned() throws {
    let toy = try ToyExperiment()
    let store = try toy.store()
    let text = ToyExperiment.text + "\ntune: {grid: {learning-rate: [0.1, 0.01, 0.001]}, seeds: [101, 102]}"
    let summary = try toy.run(text, in: store)
    #expect(summary == ExperimentRunner.Summary(finished: 12, failed: 0, total: 12, trained: 24))
    let study = try store.study()
    let chosen = study.configurations.filter { $0.phase == "final" }.map { setup in
      setup.settings.filter { $0.origin == .tuned }.map { "\($0.name) \($0.value)" }
    }
    #expect(chosen == [["learning-rate 0.01"], ["learning-rate 0.01"]])
    #expect(study.configurations.filter { $0.phase == "tune" }.count == 6)
    let error = #expect(throws: ExperimentError.self) {
      try toy.run(text.replacing("0.001]", with: "0.002]"), in: store)
    }
    #expect(error?.code == .changedSpecification)
  }

  @Test("takes the finished cells of an exported report, and refuses one of another experiment")
  func imported() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["relu 4"]))
    let first = try toy.store("first.sqlite")
    try toy.run(in: first)
    let json = ExperimentReport(try first.study()).text(.json)
    toy.task.mend()
    let second = try toy.store("second.sqlite")
    var options = ExperimentRunner.Options(codeVersion: "test")
    options.jobs = 1
    let runner = try ExperimentRunner(toy.plan(), store: second, options: options, observer: QuietObserver())
    #expect(try runner.takeCells(from: json, path: "first.json") == 11)
    #expect(try runner.takeCells(from: json, path: "first.json") == 0)
    #expect(try runner.run().trained == 1)
    let (one, two) = (try first.study(), try second.study())
    for (before, after) in zip(one.configurations, two.configurations) {
      for (old, new) in zip(before.cells, after.cells) where old.state == "finished" {
        #expect(old.figures == new.figures && old.curve == new.curve && old.finishedDate == new.finishedDate)
        #expect(old.answers.map(\.predicted) == new.answers.map(\.predicted))
      }
    }
    // Texts come back with the first cell that is trained here.
    #expect(two.itemSets.count == one.itemSets.count)
    // The order of settings means nothing.
    let reordered = ToyExperiment.text.replacing("epochs: 3", with: "layers: 1\n  epochs: 3")
    let fourth = try toy.store("fourth.sqlite")
    try toy.run(reordered, in: fourth)
    let plan = try toy.plan(ToyExperiment.text.replacing("epochs: 3", with: "epochs: 3\n  layers: 1"))
    try plan.requireSame(as: fourth.study(), path: "fourth.sqlite")
    let other = ToyExperiment.text.replacing("epochs: 3", with: "epochs: 5")
    let stranger = try ExperimentRunner(
      toy.plan(other), store: toy.store("third.sqlite"), options: options, observer: QuietObserver())
    let error = #expect(throws: ExperimentError.self) { try stranger.takeCells(from: json, path: "first.json") }
    #expect(
      error?.message == "first.json: it is about another experiment than toy: 'epochs: 3' is gone; 'epochs: 5' is new")
    #expect(throws: ExperimentError.self) { try stranger.takeCells(from: "{}", path: "x.json") }
  }

  @Test("is refused where the test can't reach its level, unless the run only describes")
  func descriptive() throws {
    let toy = try ToyExperiment()
    let text = ToyExperiment.text.replacing("seeds: 6", with: "seeds: 2")
    let store = try toy.store()
    let error = #expect(throws: ExperimentError.self) { try toy.run(text, in: store) }
    #expect(error?.code == .underpowered)
    #expect(try toy.run(text, in: store) { $0.isDescriptive = true }.finished == 4)
    #expect(StudyResults(try store.study()).comparisons.allSatisfy { !$0.isDifferent })
  }
}
