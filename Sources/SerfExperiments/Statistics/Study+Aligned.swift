extension Study {
  /// The study with the same names, in the same order, in what every configuration varies.
  ///
  /// Cells that are listed one by one may say settings in any order, and leave out what others say: what they leave out has
  /// the value that is in force. Names stand in the order in which they are first said.
  var aligned: Study {
    var names: [String] = []
    for pair in configurations.lazy.flatMap(\.varied) where !names.contains(pair.name) { names.append(pair.name) }
    guard configurations.contains(where: { $0.varied.map(\.name) != names }) else { return self }
    // A configuration that waits for its tuning has no settings yet; those of its trials are the same but for what is tuned.
    var inForce: [String: [StoredSetting]] = [:]
    for setup in configurations where !setup.settings.isEmpty && inForce[setup.key] == nil {
      inForce[setup.key] = setup.settings
    }
    var study = self
    for index in configurations.indices {
      let setup = configurations[index]
      study.configurations[index].varied = names.map { name in
        let value = setup[name] ?? inForce[setup.key]?.first { $0.name == name }?.value
        return Pair(name: name, value: value ?? "–")
      }
    }
    return study
  }
}
