import SerfExperiments
import SerfSettings
import Testing

@Suite("A specification")
struct SpecificationTests {
  private func read(_ yaml: String) throws -> ExperimentSpecification {
    try ExperimentSpecification(yaml: yaml, file: "study.yaml", name: "study", tasks: [ToyTask()])
  }

  @Test("says task, axes, seeds, baseline, test and tuning")
  func whole() throws {
    let specification = try read(
      """
      title: A study
      task: toy
      settings: {epochs: 2, schedule: constant}
      axes:
        activation: [relu, swish, serf]
        layers: [1, 2]
      seeds: 11-20
      tune:
        random:
          learning-rate: {from: 0.0001, to: 0.01, scale: log}
          dropout: [0, 0.1]
        trials: 5
        seed: 3
        seeds: [1, 2]
      baseline: {activation: relu}
      metric: macro-f1
      test: {kind: sign-flip, level: 0.01, part: dev}
      """)
    #expect(specification.name == "study" && specification.title == "A study")
    #expect(specification.base == [NamedValue("epochs", .integer(2)), NamedValue("schedule", .text("constant"))])
    #expect(specification.axes.map(\.name) == ["activation", "layers"])
    #expect(specification.axes[1].values == [.integer(1), .integer(2)])
    #expect(specification.seeds == Array(11...20))
    #expect(specification.baseline == [NamedValue("activation", .text("relu"))])
    #expect(specification.metric == "macro-f1" && specification.part == "dev")
    #expect(specification.test == DeclaredTest(kind: .signFlip, level: 0.01))
    #expect(specification.tuning?.seeds == [1, 2])
  }

  /// Everything that can be wrong, with the whole message.
  static let faults: [(yaml: String, message: String)] = [
    ("", "study.yaml: it is empty; expected 'task', 'axes' and 'seeds'"),
    ("task: [", "study.yaml, line 2, column 1: this is not YAML: did not find expected node content"),
    ("task: toy\ntask: toy", "study.yaml, line 1, column 1: 'task' stands here twice; expected each name once"),
    ("- a", "study.yaml, line 1, column 1: the specification is a list; expected lines of 'name: value'"),
    ("axis: {}", "study.yaml, line 1, column 1: the specification has no 'axis'; did you mean 'axes'?"),
    ("axes: {activation: [relu]}", "study.yaml, line 1, column 1: there is no 'task'; expected 'task: toy'"),
    ("task: toi", "study.yaml, line 1, column 7: task is 'toi'; expected toy; did you mean 'toy'?"),
    (
      "task: toy\nseeds: 3",
      "study.yaml, line 1, column 1: nothing varies; expected 'axes', as in 'activation: [relu, serf]'"
    ),
    (
      "task: toy\naxes:\n  activatoin: [relu]",
      "study.yaml, line 3, column 3: there is no setting 'activatoin'; did you mean 'activation'?"
    ),
    (
      "task: toy\naxes:\n  layers: [1, two]",
      "study.yaml, line 3, column 15: layers is 'two'; expected a whole number from 1 to 256"
    ),
    (
      "task: toy\naxes:\n  layers: []",
      "study.yaml, line 3, column 11: the axis 'layers' is an empty list; expected one value at least"
    ),
    ("task: toy\naxes:\n  layers: 3", "study.yaml, line 3, column 11: the axis 'layers' is '3'; expected a list"),
    ("task: toy\naxes:\n  layers: [1, 1]", "study.yaml, line 3, column 15: '1' stands on the axis twice"),
    (
      "task: toy\naxes:\n  seed: [1, 2]",
      "study.yaml, line 3, column 3: 'seed' can't be said here: seeds stand in 'seeds'"
    ),
    (
      "task: toy\naxes: {workers: [1]}",
      "study.yaml, line 2, column 8: 'workers' is no part of a cell: it changes no figure"
    ),
    (
      "task: toy\nsettings: {epochs: 0}\naxes: {layers: [1]}",
      "study.yaml, line 2, column 20: epochs is '0'; expected a whole number of 1 or more"
    ),
    (
      "task: toy\nsettings: {layers: 2}\naxes: {layers: [1]}",
      "study.yaml, line 2, column 1: 'layers' stands in 'settings' and varies too; say it once"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ncells: [{layers: 1}]",
      "study.yaml, line 3, column 1: 'cells' lists what 'axes' combines; give one of them"
    ),
    (
      "task: toy\ncells:\n- {layers: 1}\n- {layers: 1}", "study.yaml, line 4, column 3: this cell stands twice"
    ),
    (
      "task: toy\naxes: {activation: [relu, serf]}\nbaseline: rele",
      "study.yaml, line 3, column 11: the baseline activation 'rele' is not on its axis: relu, serf; did you mean 'relu'?"
    ),
    (
      "task: toy\naxes: {activation: [relu], layers: [1]}\nbaseline: gelu",
      "study.yaml, line 3, column 11: the baseline 'gelu' is on no axis; expected 'axis: value' with one of activation, layers"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nbaseline: {layer: 1}",
      "study.yaml, line 3, column 12: baseline has no 'layer'; did you mean 'layers'?"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nseeds: many",
      "study.yaml, line 3, column 8: seeds is 'many'; expected a number from 1 to 1000, a range as 11-20, or a list"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nseeds: [1, 1]",
      "study.yaml, line 3, column 8: a seed stands twice; expected each once"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nseeds: [-1]",
      "study.yaml, line 3, column 9: a seed is '-1'; expected a whole number of 0 or more"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nmetric: bleu",
      "study.yaml, line 3, column 9: metric is 'bleu'; expected accuracy or macro-f1"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntest: {level: 2}",
      "study.yaml, line 3, column 15: level is 2.0; expected one from 0 to 1"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntune: {grid: {dropout: [0, 0.1]}}",
      "study.yaml, line 3, column 7: tune has no 'seeds'; expected some of its own"
    ),
    (
      "task: toy\naxes: {layers: [1]}\nseeds: 2\ntune: {grid: {dropout: [0, 0.1]}, seeds: [2]}",
      "study.yaml, line 4, column 1: seed 2 is used for tuning and for the test; the test needs fresh seeds: give 'tune' others"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntune: {random: {dropout: {from: 0.2, to: 0.1}}, trials: 2, seeds: [9]}",
      "study.yaml, line 3, column 26: 'dropout' goes from 0.2 to 0.1; expected 'from' below 'to', above 0 for log"
    ),
  ]

  /// What is too much, or can't be answered.
  static let limits: [(yaml: String, message: String)] = [
    (
      "task: toy\nname: ' '\naxes: {layers: [1]}",
      "line 2, column 7: name is empty; expected what the store is to call it"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntune: {grid: {}, seeds: [9]}",
      "line 3, column 14: grid is empty; expected 'name: [values]'"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntune: {random: {}, trials: 2, seeds: [9]}",
      "line 3, column 16: random is empty; expected 'name: {from: …, to: …}'"
    ),
    (
      "task: toy\naxes: {layers: [1]}\ntune: {random: {dropout: [0]}, trials: 9223372036854775807, seeds: [9]}",
      "line 3, column 1: 9223372036854775807 or more trials are too many; expected at most 10000"
    ),
    (
      "task: toy\naxes: {layers: [1, 2]}\nseeds: 1\ntune: {random: {dropout: [0]}, trials: 9000, seeds: 10-19}",
      "line 4, column 1: 180000 cells of tuning are too many; expected at most 100000"
    ),
    (
      "task: toy\nseeds: 1000\naxes: {batch-size: [\((1...101).map(String.init).joined(separator: ", "))]}",
      "line 3, column 1: 101000 cells are too many; expected at most 100000"
    ),
    (
      "task: toy\naxes: {activation: [relu, serf]}\nbaseline: relu\nhypotheses: [{claim: units-die, of: relu}]",
      "line 4, column 22: 'units-die' is told by what 'diagnose: true' in 'settings' logs; say it there"
    ),
    (
      "task: toy\naxes: {activation: [relu, serf]}\nbaseline: relu\nhypotheses: [{claim: less-time, of: relu}]",
      "line 4, column 37: 'less-time' compares with the baseline, and relu is the baseline; give another activation"
    ),
    (
      "task: toy\naxes: {activation: [relu, serf], optimizer: [adam, sgd]}\nbaseline: relu\n"
        + "hypotheses: [{claim: margin-grows, of: serf, along: optimizer}]",
      "line 4, column 53: 'along' needs an axis of two numbers or more, and optimizer has adam, sgd"
    ),
    (
      "task: toy\naxes: {activation: [relu, serf], layers: [1, 2]}\nbaseline: relu\n"
        + "hypotheses: [{claim: less-time, of: serf, along: layers}]",
      "line 4, column 43: 'less-time' is about no axis; leave 'along' out"
    ),
  ]

  @Test("that is too much, or asks what can't be answered, is refused at its place", arguments: limits)
  func refusedLimits(yaml: String, message: String) {
    let error = #expect(throws: ExperimentError.self) { try read(yaml) }
    #expect(error?.message == "study.yaml, \(message)")
  }

  @Test("means by a number what its setting means, however it is spelt")
  func spelling() throws {
    let specification = try read(
      """
      task: toy
      axes: {learning-rate: [1e-3, 0.00001, 0.10], nesterov: [yes, no]}
      baseline: {learning-rate: 1e-5, nesterov: on}
      hypotheses: [{claim: less-time, of: 1e-1}]
      """)
    #expect(specification.baseline.map(\.value) == [.number(1e-5), .flag(true)])
    #expect(specification.hypotheses.map(\.of) == ["0.1"])
    let bare = try read("task: toy\naxes: {dropout: [0.10, 0.2]}\nbaseline: 1e-1")
    #expect(bare.baseline == [NamedValue("dropout", .number(0.1))])
  }

  @Test("that is wrong is refused with line, column and a way out", arguments: faults)
  func refused(yaml: String, message: String) {
    let error = #expect(throws: ExperimentError.self) { try read(yaml) }
    #expect(error?.message == message)
    #expect(error?.code == .badSpecification)
  }
}
