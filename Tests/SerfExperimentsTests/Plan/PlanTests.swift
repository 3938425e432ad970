import SerfExperiments
import SerfSettings
import TestSupport
import Testing

@Suite("A plan")
struct PlanTests {
  @Test("has all combinations in order, the last axis fastest, and compares along the baseline's axis alone")
  func combinations() throws {
    let toy = try ToyExperiment()
    let plan = try toy.plan(
      """
      task: toy
      axes: {activation: [relu, swish, serf], layers: [1, 2]}
      seeds: 8
      baseline: {activation: relu}
      """)
    #expect(
      plan.configurations.map(\.label) == ["relu, 1", "relu, 2", "swish, 1", "swish, 2", "serf, 1", "serf, 2"])
    #expect(
      plan.comparisons.map { "\($0.configuration.label) / \($0.baseline.label)" } == [
        "swish, 1 / relu, 1", "swish, 2 / relu, 2", "serf, 1 / relu, 1", "serf, 2 / relu, 2",
      ])
    #expect(plan.cellCount == 48)
  }

  @Test("of listed cells has these alone")
  func listed() throws {
    let plan = try ToyExperiment().plan(
      "task: toy\ncells:\n- {activation: relu, dropout: 0.1}\n- {activation: serf, dropout: 0.1}\nbaseline: relu\nseeds: 6"
    )
    #expect(plan.configurations.map(\.key) == ["activation=relu dropout=0.1", "activation=serf dropout=0.1"])
    #expect(plan.comparisons.count == 1)
  }

  @Test(
    "refuses a test that can't reach its level: six seeds for one comparison, eight for four",
    arguments: [(1, 5, false), (1, 6, true), (4, 7, false), (4, 8, true)])
  func power(comparisons: Int, seeds: Int, isEnough: Bool) throws {
    let names = ["relu", "serf", "swish", "mish", "gelu"].prefix(comparisons + 1).joined(separator: ", ")
    let plan = try ToyExperiment().plan("task: toy\naxes: {activation: [\(names)]}\nseeds: \(seeds)\nbaseline: relu")
    if isEnough {
      try plan.requirePower()
    } else {
      let error = #expect(throws: ExperimentError.self) { try plan.requirePower() }
      #expect(error?.code == .underpowered)
      #expect(error?.message.contains("it needs \(seeds + 1)") == true)
      #expect(error?.message.hasPrefix("toy.yaml, line 3, column 1: ") == true)
    }
  }

  @Test("refuses a declared test that compares nothing, where the baseline or else the grid stands")
  func nothingCompared() throws {
    for (baseline, message) in [
      (
        "",
        "line 2, column 1: a sign-flip test is declared, but there is no baseline to compare with; say 'baseline: …'"
      ),
      (
        "baseline: relu",
        "line 4, column 1: a sign-flip test is declared, but no other cell differs from the baseline activation=relu in "
          + "that alone; give the axis another value"
      ),
    ] {
      let plan = try ToyExperiment().plan("task: toy\naxes: {activation: [relu]}\nseeds: 6\n\(baseline)")
      let error = #expect(throws: ExperimentError.self) { try plan.requirePower() }
      #expect(error?.message == "toy.yaml, \(message), or say 'test: none' for figures alone")
    }
  }

  @Test("says how large a difference it can show, and that fewer seeds show less")
  func detectable() throws {
    #expect(Power(seeds: 5, comparisons: 1, level: 0.05).detectable == nil)
    let six = try #require(Power(seeds: 6, comparisons: 1, level: 0.05).detectable)
    let ten = try #require(Power(seeds: 10, comparisons: 1, level: 0.05).detectable)
    let twenty = try #require(Power(seeds: 20, comparisons: 1, level: 0.05).detectable)
    #expect(six > ten && ten > twenty)
    // A paired t-test of ten has 80 % power at 1.0 standard deviations; the sign-flip test is a little behind it.
    #expect((0.9...1.15).contains(ten))
  }

  @Test("finds the cell, line and column of what can't be trained, and of a file that is not there")
  func placed() throws {
    let toy = try ToyExperiment()
    let bad = #expect(throws: ExperimentError.self) {
      try toy.plan("task: toy\naxes:\n  activation: [relu, nonsense]\nseeds: 6\nbaseline: relu")
    }
    #expect(bad?.message.hasPrefix("toy.yaml, line 3, column 22: the cell activation=nonsense: ") == true)
    let missing = #expect(throws: ExperimentError.self) {
      try toy.plan("task: toy\nsettings:\n  train: none.tsv\naxes: {layers: [1]}\n")
    }
    #expect(missing?.code == .noSuchInput)
    #expect(missing?.message.hasPrefix("toy.yaml, line 3, column 10: train: none.tsv: no such file") == true)
    let part = #expect(throws: ExperimentError.self) {
      try toy.plan("task: toy\nsettings: {test: none}\naxes: {layers: [1]}\n")
    }
    #expect(
      part?.message
        == "toy.yaml, line 2, column 18: there is no test part; say 'test: {part: dev}', or a test file")
    // A value that the text spells otherwise than the setting does.
    let spelt = #expect(throws: ExperimentError.self) {
      try toy.plan("task: toy\nsettings: {activation: nonsense}\naxes:\n  dropout: [0.10]\nseeds: 6")
    }
    #expect(spelt?.message.hasPrefix("toy.yaml, line 4, column 13: the cell dropout=0.1: ") == true)
  }

  @Test("a random search draws the same trials for everybody, within its ranges")
  func randomSearch() throws {
    let text = """
      task: toy
      axes: {activation: [relu, serf]}
      seeds: 6
      baseline: relu
      tune: {random: {learning-rate: {from: 0.0001, to: 0.1, scale: log}, batch-size: {from: 8, to: 64}}, trials: 40, seeds: [99]}
      """
    let trials = try ToyExperiment().plan(text).trials
    #expect(trials.count == 40)
    #expect(try trials == ToyExperiment().plan(text).trials)
    var small = 0
    for trial in trials {
      guard case .number(let rate) = trial[0].value, case .integer(let size) = trial[1].value else {
        Issue.record("a trial of other types: \(trial)")
        return
      }
      #expect(rate >= 0.0001 && rate <= 0.1 && size >= 8 && size <= 64)
      if rate < 0.00316 { small += 1 }
    }
    // Half of the logarithmic range.
    #expect((12...28).contains(small))
    // The largest number that there is: rounded up, it is none of an integer.
    let wide = text.replacing("to: 64", with: "to: \(Int.max)")
    #expect(try ToyExperiment().plan(wide).trials.count == 40)
  }
}
