import SerfData
import SerfStorage
import SerfTensor

/// How much an example of each class counts in the loss.
final class ClassWeights: Sendable {
  private let arena: ParameterArena
  private let parameter: Parameter

  init(_ weights: [Double]) {
    var layout = ParameterLayout()
    parameter = layout.append("class_weights", rows: 1, columns: weights.count)
    arena = ParameterArena(layout: layout)
    arena.matrix(of: parameter).fill(with: weights.map(Float.init))
  }

  /// [1, classes].
  var matrix: Matrix { arena.matrix(of: parameter) }

  subscript(label: Int) -> Double { Double(matrix[0, label]) }

  /// Weights under which every class counts alike: n / (classes · n of the class).
  static func balanced(_ labels: [Int], classCount: Int) -> ClassWeights {
    var counts = [Int](repeating: 0, count: classCount)
    for label in labels { counts[label] += 1 }
    return ClassWeights(counts.map { Double(labels.count) / Double(classCount * max($0, 1)) })
  }

  /// Weights from a file of `label TAB weight` lines; each class of the model once.
  static func read(_ path: String, labels: LabelSet) throws(TrainingError) -> ClassWeights {
    var weights = [Double?](repeating: nil, count: labels.labels.count)
    for (number, text) in try lines(of: path).enumerated() where !text.isEmpty {
      let parts = text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let label = labels.number(of: parts[0]), let weight = Double(parts[1]), weight > 0,
        weight.isFinite
      else { throw .badClassWeight(path, line: number + 1, found: text) }
      weights[label] = weight
    }
    if let missing = weights.firstIndex(of: nil) { throw .missingClassWeight(path, label: labels.labels[missing]) }
    return ClassWeights(weights.compactMap(\.self))
  }

  private static func lines(of path: String) throws(TrainingError) -> [String] {
    do throws(StorageError) {
      let reader = try LineReader(path: path)
      var (line, lines): ([UInt8], [String]) = ([], [])
      while try reader.next(into: &line) { lines.append(String(decoding: line, as: UTF8.self)) }
      return lines
    } catch { throw .storage(error) }
  }
}
