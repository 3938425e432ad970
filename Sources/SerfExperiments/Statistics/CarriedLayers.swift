internal import SerfActivations

// MARK: - Layers that carry the activation of the configuration
extension Study.Setup {
  /// Share of units that are dead after a cell's last epoch.
  func deadShare(_ cell: Study.Cell) -> Double? { cell.diagnoses.last.flatMap(deadShare) }

  /// Share of units that are dead, over the layers that carry the configuration's activation.
  ///
  /// A layer with a function of its own, whatever the configuration says, is left out: its living units would dilute the
  /// others', and the more the fewer layers there are.
  func deadShare(_ diagnosis: Study.Diagnosis) -> Double? {
    let layers = diagnosis.layers.filter(carries)
    // Cells of earlier versions do not say how many units a layer has.
    let units = layers.allSatisfy { $0.units != nil } ? layers.map { Double($0.units ?? 0) } : layers.map { _ in 1 }
    let total = units.reduce(0, +)
    guard total > 0 else { return nil }
    return zip(layers, units).reduce(0) { $0 + $1.0.dead * $1.1 } / total
  }

  /// Whether a layer has the activation that the configuration says.
  func carries(_ layer: Study.Diagnosis.Layer) -> Bool {
    guard !layer.isFixed else { return false }
    guard let own = layer.activation, let said = settings.first(where: { $0.name == "activation" })?.value else {
      return true
    }
    return own == ((try? Activations.named(said))?.name ?? said)
  }
}

extension Study.Diagnosis.Layer {
  /// Whether the layer has the same function in every network: tanh in the pooling's scores, tanh and sigmoid in gated
  /// fusion. By name, for an axis of activations may have tanh on it too, and cells of earlier versions say no more.
  fileprivate var isFixed: Bool { layer.hasSuffix("pooling.hidden.weight") || layer.hasPrefix("fusion.") }
}

extension Study.Cell {
  /// Of the gradient's norm, mean over epochs.
  var unsteadiness: Double? { SeedStatistics.mean(diagnoses.map(\.unsteadiness)) }

  /// Whether nothing more is to come from the cell, unless a failed one is tried again.
  var hasEnded: Bool { state == CellState.finished.rawValue || state == CellState.failed.rawValue }
}
