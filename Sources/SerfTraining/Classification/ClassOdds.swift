import Glibc
package import SerfData
import SerfModels
import SerfSettings
package import SerfTensor

/// Word vectors that begin at what counting alone says of their words: the log-odds of the classes, as Naive Bayes has
/// them. Learning then mends a good guess; from random rows, a rare word's few updates would have to make it
/// (Wang, Manning 2012, who scale the inputs of a linear model by the same odds).
package struct ClassOdds {
  /// [V × classes]: for each token log p(token | class), less its mean over the classes; 0 where no text has the token.
  private let odds: [Float]
  private let classCount: Int

  /// Lets the tokens' vectors of a network that wants it begin there.
  static func start<Network: ClassifierNetwork>(
    _ network: Network, _ parameters: ParameterArena, of texts: EncodedTexts, _ settings: Settings
  ) {
    let strength = Float(network.wordOdds(settings))
    guard strength > 0, let table = network.wordTable else { return }
    ClassOdds(of: texts, vocabularySize: table.rows, classCount: network.classCount)
      .add(to: parameters.matrix(of: table), strength: strength)
  }

  /// Counts in how many texts of a class each token stands. One text an example.
  package init(of texts: EncodedTexts, vocabularySize: Int, classCount: Int) {
    var counts = [Float](repeating: 0, count: vocabularySize * classCount)
    var lastText = [Int](repeating: -1, count: vocabularySize)
    // Each token of each class is taken as seen once more than it was.
    var totals = [Float](repeating: Float(vocabularySize), count: classCount)
    for text in 0..<texts.count {
      let label = Int(texts.labels[text])
      for place in texts.range(of: text, text: 0) {
        let token = Int(texts.ids[place])
        if lastText[token] == text { continue }
        lastText[token] = text
        counts[token * classCount + label] += 1
        totals[label] += 1
      }
    }
    odds = Self.logOdds(counts, totals)
    self.classCount = classCount
  }

  private static func logOdds(_ counts: [Float], _ totals: [Float]) -> [Float] {
    var odds = [Float](repeating: 0, count: counts.count)
    for first in stride(from: 0, to: counts.count, by: totals.count) {
      let own = counts[first..<first + totals.count]
      if own.allSatisfy({ $0 == 0 }) { continue }
      let logarithms = zip(own, totals).map { log(($0 + 1) / $1) }
      let mean = logarithms.reduce(0, +) / Float(totals.count)
      for (label, logarithm) in logarithms.enumerated() { odds[first + label] = logarithm - mean }
    }
    return odds
  }

  /// Adds `strength` × the odds to the rows of a table [V, D]. The classes take turns along the columns, so that each is
  /// said by many: dropout then hides none of them.
  package func add(to table: Matrix, strength: Float) {
    for row in 0..<table.rows {
      for column in 0..<table.columns {
        table[row, column] += strength * odds[row * classCount + column % classCount]
      }
    }
  }
}
