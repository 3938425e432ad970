import SerfExperiments
import Synchronization

/// Studies made of figures alone: those of the toy task, with other figures in them.
enum SyntheticStudy {
  private static let templates = Mutex<[String: Study]>([:])

  /// - Parameter values: of each activation, the first the baseline, a seed each; a seed without a figure is not trained.
  static func make(_ values: [(name: String, values: [Double])]) throws -> Study {
    let names = values.map(\.name)
    var study = try template(
      "{activation: [\(names.joined(separator: ", "))]}", baseline: names[0],
      seeds: values.map(\.values.count).max() ?? 1)
    for (setup, own) in values.enumerated() {
      for seed in study.configurations[setup].cells.indices {
        if own.values.indices.contains(seed) {
          study.configurations[setup].cells[seed].figures["test accuracy"] = own.values[seed]
        } else {
          study.configurations[setup].cells[seed].state = "waiting"
        }
      }
    }
    return study
  }

  /// Activations, the first the baseline, at depths; what its cells have in them is the test's to say.
  static func grid(_ names: [String], layers: [Int], seeds: Int) throws -> Study {
    try template(
      "{activation: [\(names.joined(separator: ", "))], layers: \(layers)}", baseline: names[0], seeds: seeds)
  }

  private static func template(_ axes: String, baseline: String, seeds: Int) throws -> Study {
    let key = "\(axes) \(seeds)"
    if let known = templates.withLock({ $0[key] }) { return known }
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(
      """
      name: synthetic
      title: A <study> & more
      task: toy
      axes: \(axes)
      seeds: \(seeds)
      baseline: {activation: \(baseline)}
      """, in: store
    ) { $0.isDescriptive = true }
    var study = try store.study()
    study.isDescriptive = false
    templates.withLock { $0[key] = study }
    return study
  }
}

extension Study {
  /// Changes each finished cell.
  mutating func changeCells(_ change: (Study.Setup, inout Study.Cell) -> Void) {
    for setup in configurations.indices {
      for cell in configurations[setup].cells.indices {
        change(configurations[setup], &configurations[setup].cells[cell])
      }
    }
  }
}
