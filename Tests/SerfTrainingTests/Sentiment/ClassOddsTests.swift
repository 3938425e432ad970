import Foundation
import SerfData
import SerfSettings
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("Word vectors that begin at the odds of the classes")
struct ClassOddsTests {
  private static let vocabularySize = 5

  /// Class 0: "1 2" and "1"; class 1: "2 2 3".
  private static var texts: EncodedTexts {
    var texts = EncodedTexts()
    texts.append([1, 2], label: 0)
    texts.append([1], label: 0)
    texts.append([2, 2, 3], label: 1)
    return texts
  }

  @Test("rows grow by strength × log p(token | class), less the mean over classes; a text counts a token once")
  func byHand() throws {
    // Seen plus 1, over all that the class has seen plus the vocabulary's size: 3 + 5 and 2 + 5.
    let expected: [Int: [Double]] = [
      1: [log(3 / 8), log(1.0 / 7)], 2: [log(2.0 / 8), log(2.0 / 7)], 3: [log(1.0 / 8), log(2.0 / 7)],
    ]
    var layout = ParameterLayout()
    let parameter = layout.append("words", rows: Self.vocabularySize, columns: 3)
    let parameters = ParameterArena(layout: layout)
    let table = parameters.matrix(of: parameter)
    for row in 0..<table.rows { for column in 0..<3 { table[row, column] = 1 } }
    ClassOdds(of: Self.texts, vocabularySize: Self.vocabularySize, classCount: 2).add(to: table, strength: 0.5)
    for row in 0..<table.rows {
      let logarithms = expected[row] ?? [0, 0]
      let mean = (logarithms[0] + logarithms[1]) / 2
      for column in 0..<3 {
        let wanted = 1 + 0.5 * (logarithms[column % 2] - mean)
        #expect(abs(Double(table[row, column]) - wanted) < 1e-6, "token \(row), column \(column)")
      }
    }
  }

  @Test("a model learns more in one short epoch with them than without", arguments: ["average", "bilstm"])
  func headStart(architecture: String) throws {
    let bench = try SentimentBench(training: 300)
    func loss(_ odds: String) throws -> Double {
      let observer = RecordingObserver()
      let values = ["epochs": "1", "word-epochs": architecture == "bilstm" ? "1" : "0", "word-odds": odds]
      _ = try bench.train(bench.settings(architecture, model: "m\(odds)", values), observer: observer)
      return try #require(observer.validations.last).loss
    }
    #expect(try loss("0.1") < loss("0"))
  }
}
