/// What an activation's units do over the rows of evaluation passes: collected where a layer with an activation is on the
/// tape, and only when a probe is set.
///
/// A unit is one column of a layer. It is dead when its slope is below ``ActivationProbe/flat`` in magnitude for every
/// row seen: whatever it is fed, nothing is learned through it.
package final class ActivationProbe {
  /// A slope below this passes next to nothing back.
  package static let flat: Float = 0.01

  private struct Layer {
    var rows = 0
    var sum = 0.0
    var squares = 0.0
    var flatCount = 0
    var isLive: [Bool]
    let activation: String
  }

  private var layers: [String: Layer] = [:]
  /// Names in the order of the network.
  private var names: [String] = []

  package init() {}

  /// - Parameters:
  ///   - name: of the layer's weights.
  ///   - activation: the name of f.
  ///   - values: f, [N, F].
  ///   - slopes: f', [N, F].
  func record(_ name: String, activation: String, values: Matrix, slopes: Matrix) {
    if layers[name] == nil { names.append(name) }
    var layer = layers[name] ?? Layer(isLive: Array(repeating: false, count: values.columns), activation: activation)
    layer.rows += values.rows
    for row in 0..<values.rows {
      for column in 0..<values.columns {
        let value = Double(values[row, column])
        layer.sum += value
        layer.squares += value * value
        if abs(slopes[row, column]) < Self.flat {
          layer.flatCount += 1
        } else {
          layer.isLive[column] = true
        }
      }
    }
    layers[name] = layer
  }

  /// A layer's figures.
  package struct Summary: Hashable, Sendable {
    package let layer: String
    /// Share of units that are dead.
    package let dead: Double
    /// Share of values whose slope is flat.
    package let saturated: Double
    package let mean: Double
    package let variance: Double
    package let units: Int
    /// Its name.
    package let activation: String
  }

  /// The layers in the order in which they were first seen.
  package var summaries: [Summary] {
    names.compactMap { name in
      guard let layer = layers[name], layer.rows > 0, !layer.isLive.isEmpty else { return nil }
      let count = Double(layer.rows * layer.isLive.count)
      let mean = layer.sum / count
      return Summary(
        layer: name, dead: Double(layer.isLive.count { !$0 }) / Double(layer.isLive.count),
        saturated: Double(layer.flatCount) / count, mean: mean,
        variance: max(0, layer.squares / count - mean * mean), units: layer.isLive.count, activation: layer.activation)
    }
  }
}
