import SerfExperiments
import Synchronization

/// Studies made of figures alone: those of the toy task, with other figures in them.
enum SyntheticStudy {
  private static let templates = Mutex<[String: Study]>([:])

  /// - Parameter values: of each activation, the first the baseline, a seed each; a seed without a figure is not trained.
  static func make(_ values: [(name: String, values: [Double])]) throws -> Study {
    var study = try template(values.map(\.name), seeds: values.map(\.values.count).max() ?? 1)
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

  private static func template(_ names: [String], seeds: Int) throws -> Study {
    let key = "\(names) \(seeds)"
    if let known = templates.withLock({ $0[key] }) { return known }
    let toy = try ToyExperiment()
    let store = try toy.store()
    try toy.run(
      """
      name: synthetic
      title: A <study> & more
      task: toy
      axes: {activation: [\(names.joined(separator: ", "))]}
      seeds: \(seeds)
      baseline: {activation: \(names[0])}
      """, in: store
    ) { $0.isDescriptive = true }
    var study = try store.study()
    study.isDescriptive = false
    templates.withLock { $0[key] = study }
    return study
  }
}
