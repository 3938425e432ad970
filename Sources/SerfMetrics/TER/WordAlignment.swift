/// Which words of hypothesis and reference go together on the cheapest way of edits.
struct WordAlignment {
  /// For each reference word the hypothesis word that it goes with or, when it was inserted, that comes before it; −1
  /// before the first.
  private(set) var hypothesisWords: [Int] = []
  /// How many of the reference words up to each are wrong, from 0 words on.
  private var referenceErrors: [Int] = [0]
  private var hypothesisErrors: [Int] = [0]

  /// - Parameter reversedEdits: edits that make the hypothesis the reference, from the last to the first.
  init(reversedEdits: [Edit]) {
    var word = -1
    for edit in reversedEdits.reversed() {
      switch edit {
      case .match, .substitution:
        word += 1
        hypothesisWords.append(word)
        Self.add(edit == .match ? 0 : 1, to: &hypothesisErrors)
        Self.add(edit == .match ? 0 : 1, to: &referenceErrors)
      case .deletion, .unreached:
        word += 1
        Self.add(1, to: &hypothesisErrors)
      case .insertion:
        hypothesisWords.append(word)
        Self.add(1, to: &referenceErrors)
      }
    }
  }

  private static func add(_ error: Int, to sums: inout [Int]) { sums.append((sums.last ?? 0) + error) }

  func hasErrorInHypothesis(_ words: Range<Int>) -> Bool {
    hypothesisErrors[words.upperBound] > hypothesisErrors[words.lowerBound]
  }

  func hasErrorInReference(_ words: Range<Int>) -> Bool {
    referenceErrors[words.upperBound] > referenceErrors[words.lowerBound]
  }
}
