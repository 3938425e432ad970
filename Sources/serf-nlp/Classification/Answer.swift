internal import SerfModels

/// What a classifier says of an example, on a line.
struct Answer {
  private let classification: Classification

  init(_ classification: Classification) { self.classification = classification }

  /// `label TAB probability`, or an object with the probabilities of all classes.
  func line(isJSON: Bool) -> String {
    guard isJSON else {
      return "\(classification.label)\t\(NumberText.fixed(classification.probability, decimals: 6))"
    }
    let probabilities = zip(classification.labels, classification.probabilities).map { ($0, JSONText.number($1)) }
    return JSONText.object([
      ("label", .string(classification.label)), ("probability", .number(classification.probability)),
      ("probabilities", .object(probabilities)),
    ]).text
  }
}
