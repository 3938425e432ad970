import Foundation

/// What PyTorch makes of some layers: `layers.json`, written by `layers.py`.
struct LayerReference: Decodable {
  let torch: String
  let attention: Case
  let encoders: [Case]
  let lstms: [Case]

  struct Values: Decodable {
    let rows: Int
    let columns: Int
    let values: [Double]
  }

  struct Parameter: Decodable {
    let name: String
    let values: Values
    let gradient: Values
  }

  /// One layer: its weights, an input, the gradient that flows into its output, and what comes of both.
  struct Case: Decodable {
    let name: String
    let input: Values
    let upstream: Values
    let output: Values
    let inputGradient: Values
    let parameters: [Parameter]
    /// First row of each sequence, or of each time step.
    let starts: [Int]
    let heads: Int?
    let layers: Int?
    let activation: String?
    let norm: String?
    let innerWidth: Int?
    let hiddenWidth: Int?
    let isBidirectional: Bool?
  }

  static let stored = Result {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("layers.json")
    return try JSONDecoder().decode(LayerReference.self, from: Data(contentsOf: file))
  }
}
