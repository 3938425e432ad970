/// Finds the mapping that a file's labels probably need to fit a model's.
enum LabelSuggestion {
  /// Names by which the field calls the same class.
  private static let synonyms: [[String]] = [
    ["negative", "neg", "n", "bad", "-1", "false", "no"],
    ["neutral", "neu", "neut", "mixed", "unknown", "noentailment", "no entailment"],
    ["positive", "pos", "p", "good", "true", "yes"],
    ["entailment", "entails", "entailed", "implies"],
    ["contradiction", "contradicts", "contradictory"],
  ]
  /// What numbered labels stand for, by how many there are.
  private static let numbered: [Int: [String]] = [
    2: ["negative", "positive"],
    3: ["negative", "neutral", "positive"],
    5: ["very negative", "negative", "neutral", "positive", "very positive"],
  ]

  /// Pairs of an unknown label and the model's own, one for each unknown label; empty when not all can be placed.
  /// - Parameters:
  ///   - unknown: the labels that need a place.
  ///   - given: all labels of the file.
  static func mapping(from unknown: [String], given: [String], to known: [String]) -> [(String, String)] {
    let meanings = meanings(of: given)
    let targets = self.meanings(of: known)
    let pairs = unknown.compactMap { label -> (String, String)? in
      let meaning = meanings[label] ?? meaning(of: label)
      return known.first { $0.lowercased() == label.lowercased() || (targets[$0] ?? self.meaning(of: $0)) == meaning }
        .map { (label, $0) }
    }
    let isComplete = pairs.count == unknown.count && Set(pairs.map(\.1)).count == pairs.count
    return isComplete ? pairs : []
  }

  /// The canonical name of a label's class: its synonym group's first, or itself in lower case.
  private static func meaning(of label: String) -> String {
    let label = label.lowercased()
    return synonyms.first { $0.contains(label) }?[0] ?? label
  }

  /// What each label of a numbered set stands for: 0/1, 1/2, −1/0/1, 0 to 4, 1 to 5 …
  private static func meanings(of labels: [String]) -> [String: String] {
    let values = labels.compactMap { Int($0) }.sorted()
    guard values.count == labels.count, let names = numbered[values.count], let first = values.first,
      let last = values.last, last - first == values.count - 1 || values == [-1, 1]
    else { return [:] }
    return Dictionary(zip(values.map(String.init), names), uniquingKeysWith: { first, _ in first })
  }
}
