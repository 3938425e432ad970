import Foundation

/// What PyTorch's optimisers make of a linear classifier: `Reference/optimizers.json`, written by `optimizers.py`.
struct OptimizerReference: Decodable {
  let torch: String
  /// [7, 3].
  let features: [Float]
  let labels: [Int]
  let weight: [Float]
  let bias: [Float]
  let cases: [Case]
  /// The row-sparse classifier: a table [8, 3] whose rows are averaged over each bag.
  let table: [Float]
  let bags: [[Int]]
  let sparse: [Case]

  struct Case: Decodable {
    let name: String
    let settings: [String: String]
    /// Of the row-sparse ones.
    let rate: Double?
    /// All weights after each update.
    let steps: [[Double]]
  }

  static let stored = Result {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appendingPathComponent("Reference/optimizers.json")
    return try JSONDecoder().decode(OptimizerReference.self, from: Data(contentsOf: file))
  }
}
