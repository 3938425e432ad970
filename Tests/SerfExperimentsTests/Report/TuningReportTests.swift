import SerfExperiments
import TestSupport
import Testing

@Suite("The tuning in a report")
struct TuningReportTests {
  private func study(_ grid: String, change: (inout Study) -> Void = { _ in }) throws -> String {
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(ToyExperiment.text + "\ntune: {grid: \(grid), seeds: [101, 102]}", in: store)
    var study = try store.study()
    change(&study)
    return ExperimentReport(study).text(.markdown)
  }

  @Test("marks the trial that was taken, and of equal ones no other")
  func ties() throws {
    let text = try study("{weight-decay: [0.1, 0.2, 0.3]}")
    #expect(text.contains("Every configuration had the same trials with the same seeds"))
    for line in text.split(separator: "\n") where line.contains("✓") && line.hasPrefix("| ") {
      #expect(line.count { $0 == "✓" } == 1, "\(line)")
    }
  }

  @Test("says how many seeds a trial has that lacks some, and still marks what was taken")
  func incomplete() throws {
    let text = try study("{learning-rate: [0.01, 0.03]}") { study in
      for setup in study.configurations.indices where study.configurations[setup].phase == "tune" {
        guard study.configurations[setup].trial == 1 else { continue }
        study.configurations[setup].cells[0].state = "failed"
        // More than the trial that was taken.
        study.configurations[setup].cells[1].figures["dev accuracy"] = 0.99
      }
    }
    #expect(text.contains("99.00 (1 of 2 seeds)") && !text.contains("(1 of 2 seeds) ✓"))
    #expect(!text.contains("Every configuration had the same trials"))
    #expect(text.contains("not all are finished: of the trials that have all of their seeds"))
  }

  @Test("warns where what was taken lies at the edge of what was tried")
  func edge() throws {
    let text = try study("{learning-rate: [0.01, 0.02, 0.03]}")
    #expect(
      text.contains("learning-rate 0.01 is the lowest value that was tried, and was taken for relu; serf: the best may")
    )
    #expect(try !study("{learning-rate: [0.005, 0.01, 0.02]}").contains("value that was tried"))
  }
}
