import Foundation
import SerfMetrics
import Testing

/// Worked by hand. Rows are correct classes a, b, c; columns predictions:
///
///     a: 3 1 0    support 4, predicted 4, precision 3/4, recall 3/4, F1 6/8
///     b: 1 2 1    support 4, predicted 3, precision 2/3, recall 2/4, F1 4/7
///     c: 0 0 2    support 2, predicted 3, precision 2/3, recall 2/2, F1 4/5
@Suite struct ClassificationScoresTests {
  let labels = ["a", "b", "c"]
  let gold = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
  let predicted = [0, 0, 0, 1, 0, 1, 1, 2, 2, 2]

  @Test("the figures of a table worked by hand")
  func handWorked() throws {
    let matrix = try ConfusionMatrix(labels: labels, gold: gold, predicted: predicted)
    #expect(matrix.rows == [[3, 1, 0], [1, 2, 1], [0, 0, 2]])
    let scores = ClassificationScores(matrix)
    #expect(scores.count == 10)
    #expect(scores.accuracy == 0.7)
    #expect(scores.majority == 0.4)
    // One rounding of each quotient and of the sum: a few units in the last place.
    #expect(abs(scores.macroF1 - (0.75 + 4.0 / 7 + 0.8) / 3) < 1e-15)
    #expect(abs(scores.standardError - (0.7 * 0.3 / 10).squareRoot()) < 1e-15)
    #expect(scores.classes.map(\.precision) == [0.75, 2.0 / 3, 2.0 / 3] as [Double])
    #expect(scores.classes.map(\.recall) == [0.75, 0.5, 1] as [Double])
    #expect(scores.classes.map(\.f1) == [0.75, 4.0 / 7, 0.8] as [Double])
    #expect(scores.classes.map(\.support) == [4, 4, 2])
    #expect(scores.classes.map(\.predicted) == [4, 3, 3])
  }

  @Test("a class that is never predicted, or predicted and absent, has F1 0 and counts in the mean")
  func undefinedIsZero() throws {
    let matrix = try ConfusionMatrix(labels: labels, gold: [0, 0, 1, 0], predicted: [0, 0, 0, 2])
    let scores = ClassificationScores(matrix)
    // a: precision 2/3, recall 2/3. b has no prediction, c no example.
    #expect(scores.classes.map(\.f1) == [2.0 / 3, 0, 0] as [Double])
    #expect(scores.classes[1].precision == 0 && scores.classes[1].recall == 0)
    #expect(scores.classes[2].precision == 0 && scores.classes[2].recall == 0)
    #expect(abs(scores.macroF1 - 2.0 / 9) < 1e-15)
  }

  @Test("a class that occurs in neither list is left out of the mean")
  func absentClassIsLeftOut() throws {
    let matrix = try ConfusionMatrix(labels: labels, gold: [0, 1, 1], predicted: [0, 1, 0])
    let scores = ClassificationScores(matrix)
    #expect(scores.classes.map(\.f1) == [2.0 / 3, 2.0 / 3, 0] as [Double])
    #expect(abs(scores.macroF1 - 2.0 / 3) < 1e-15)
  }

  @Test("nothing counted gives zeros, not a division by zero")
  func nothing() {
    let scores = ClassificationScores(ConfusionMatrix(labels: labels))
    #expect(scores.count == 0)
    #expect([scores.accuracy, scores.macroF1, scores.majority, scores.standardError] == [0, 0, 0, 0])
    #expect(ClassificationScores(ConfusionMatrix(labels: [])).macroF1 == 0)
  }

  @Test("tables add up")
  func addition() throws {
    var half = try ConfusionMatrix(labels: labels, gold: gold.prefix(4), predicted: predicted.prefix(4))
    half.add(try ConfusionMatrix(labels: labels, gold: gold.dropFirst(4), predicted: predicted.dropFirst(4)))
    #expect(half == (try ConfusionMatrix(labels: labels, gold: gold, predicted: predicted)))
  }

  @Test("lists that do not belong together are refused")
  func badInput() {
    #expect {
      try ConfusionMatrix(labels: ["a"], gold: [0, 0], predicted: [0])
    } throws: {
      "\($0)" == "2 correct answers but 1 predictions; each example needs one of both"
    }
    #expect {
      try ConfusionMatrix(labels: ["a", "b"], gold: [0, 1], predicted: [0, 2])
    } throws: {
      "\($0)" == "example 2 has class number 2; with 2 labels it must be 0 to 1"
    }
  }

  @Test("JSON uses the command's names, and comes back as it was")
  func codable() throws {
    let scores = ClassificationScores(try ConfusionMatrix(labels: labels, gold: gold, predicted: predicted))
    let data = try JSONEncoder().encode(scores)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys) == ["accuracy", "macro_f1", "majority", "standard_error", "count", "classes", "confusion"])
    #expect(try JSONDecoder().decode(ClassificationScores.self, from: data) == scores)
  }

  @Test(
    "a stored table of the wrong shape is refused",
    arguments: [
      #"{"labels":["a","b"],"rows":[[1,2]]}"#, #"{"labels":["a"],"rows":[[1,2]]}"#, #"{"labels":["a"],"rows":[[-1]]}"#,
      #"{"labels":["a"],"rows":[[9223372036854775807]]}"#,
    ])
  func malformed(json: String) {
    #expect(throws: MetricsError.self) { try JSONDecoder().decode(ConfusionMatrix.self, from: Data(json.utf8)) }
  }

  @Test("a class number of our own that is none traps")
  func trap() async {
    await #expect(processExitsWith: .failure) {
      var matrix = ConfusionMatrix(labels: ["a"])
      matrix.add(gold: 1, predicted: 0)
    }
  }
}
