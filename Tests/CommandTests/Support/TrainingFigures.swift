import Foundation

/// What `train-sentiment --json` prints, as far as tests look at it.
struct TrainingFigures: Decodable {
  struct Scores: Decodable, Equatable {
    let accuracy: Double
    let macroF1: Double
    let majority: Double
    let count: Int

    enum CodingKeys: String, CodingKey {
      case accuracy, majority, count
      case macroF1 = "macro_f1"
    }
  }

  let architecture: String
  let activation: String
  let seed: Int
  let epochs: Int
  let updates: Int
  let seconds: Double
  let model: String
  let dev: Scores
  let test: Scores?

  init(_ json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }
}
