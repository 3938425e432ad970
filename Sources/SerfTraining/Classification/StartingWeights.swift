import SerfData
import SerfModels
import SerfTensor
import SerfTokenizer

/// Weights that a run begins with in place of random ones.
enum StartingWeights {
  /// Copies every parameter that another model has in the same name and shape, but no output layer for other labels:
  /// its rows would answer something else.
  static func copy<Network: ClassifierNetwork>(
    from model: ClassifierModel<Network>, to parameters: ParameterArena, labels: [String]
  ) -> CopiedWeights {
    let keepsOutput = labels == model.configuration.labels
    var copied = CopiedWeights()
    if !keepsOutput { copied.labels = (labels, model.configuration.labels) }
    for parameter in parameters.layout.parameters {
      if !keepsOutput, Network.isOutput(parameter) {
        copied.ofOtherLabels += 1
      } else if let source = model.parameters.layout.parameter(named: parameter.name), source.rows == parameter.rows,
        source.columns == parameter.columns
      {
        parameters.matrix(of: parameter).copy(from: model.parameters.matrix(of: source))
        copied.count += 1
      } else {
        copied.others.append(parameter.name)
      }
    }
    return copied
  }

  /// Puts word vectors into the rows of the tokens that are whole words; of a word that the file has twice the first
  /// counts.
  /// - Returns: how many rows were set, and the number of words in the file.
  static func readVectors(
    _ path: String, into table: Matrix, vocabulary: TextPreparation
  ) throws(TrainingError) -> (rows: Int, words: Int) {
    var rowsOfWord: [[UInt8]: [Int]] = [:]
    for id in 0..<table.rows {
      guard let token = vocabulary.tokenizer.token(of: Int32(id)), !vocabulary.tokenizer.isSpecial(Int32(id)) else {
        continue
      }
      // A word's token has the blank before it.
      let word = Array(token.utf8.drop { $0 == UInt8(ascii: " ") })
      if !word.isEmpty { rowsOfWord[word, default: []].append(id) }
    }
    do throws(DataError) {
      let reader = try WordVectorReader(path: path, expectedDimension: table.columns)
      var count = 0
      try reader.forEach(wanted: { word in rowsOfWord[Self.bytes(word)] != nil }) { word, vector in
        for row in rowsOfWord.removeValue(forKey: Self.bytes(word)) ?? [] {
          for column in 0..<table.columns { table[row, column] = vector[column] }
          count += 1
        }
      }
      return (count, reader.rowCount)
    } catch { throw .data(error) }
  }

  private static func bytes(_ word: Span<UInt8>) -> [UInt8] { word.indices.map { word[$0] } }
}
