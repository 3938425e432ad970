internal import SerfMetrics

/// How good a classifier is on some texts, as a person reads it and as a program does.
struct ClassificationReport {
  let scores: ClassificationScores

  /// What was classified: "texts".
  private let examples: String

  init(_ scores: ClassificationScores, examples: String = "texts") { (self.scores, self.examples) = (scores, examples) }

  /// What a task classifies.
  static func examples(of task: String) -> String { task == "entailment" ? "pairs" : "texts" }
}

// MARK: - Text
extension ClassificationReport {
  /// - Parameter title: what the texts are: "test".
  func lines(title: String) -> [String] {
    func share(_ value: Double) -> String { NumberText.fixed(value, decimals: 4) }
    let texts = "\(NumberText.grouped(scores.count)) \(scores.count == 1 ? String(examples.dropLast()) : examples)"
    let accuracy = "accuracy \(share(scores.accuracy)) ± \(share(scores.standardError)) (standard error)"
    let head =
      "\(title): \(accuracy), macro-F1 \(share(scores.macroF1)); \(texts), majority line \(share(scores.majority))"
    return [head, ""] + classTable.lines + ["", "confusion (row: label, column: answer)"] + confusionTable.lines
  }

  private var classTable: TextTable {
    var table = TextTable([
      ("class", .left), ("precision", .right), ("recall", .right), ("F1", .right), (examples, .right),
    ])
    for score in scores.classes {
      let figures = [score.precision, score.recall, score.f1].map { NumberText.fixed($0, decimals: 4) }
      table.add([score.label] + figures + [NumberText.grouped(score.support)])
    }
    return table
  }

  private var confusionTable: TextTable {
    let labels = scores.confusion.labels
    var table = TextTable([("", .left)] + labels.map { ($0, .right) })
    for (label, row) in zip(labels, scores.confusion.rows) {
      table.add([label] + row.map(NumberText.grouped))
    }
    return table
  }
}

// MARK: - JSON
extension ClassificationReport {
  /// Fractions are 0…1, with all digits.
  var json: JSONText {
    .object([
      ("accuracy", .number(scores.accuracy)),
      ("macro_f1", .number(scores.macroF1)),
      ("majority", .number(scores.majority)),
      ("standard_error", .number(scores.standardError)),
      ("count", .integer(scores.count)),
      ("classes", .array(scores.classes.map(Self.json))),
      (
        "confusion",
        .object([
          ("labels", .array(scores.confusion.labels.map(JSONText.string))),
          ("rows", .array(scores.confusion.rows.map { .array($0.map(JSONText.integer)) })),
        ])
      ),
    ])
  }

  private static func json(_ score: ClassScore) -> JSONText {
    .object([
      ("label", .string(score.label)), ("precision", .number(score.precision)), ("recall", .number(score.recall)),
      ("f1", .number(score.f1)), ("support", .integer(score.support)), ("predicted", .integer(score.predicted)),
    ])
  }
}
