import SerfData

/// Which parameters of a network began with another model's, and which not.
struct CopiedWeights {
  var count = 0
  /// Names of those that the other model has not, or in another shape.
  var others: [String] = []
  /// How many parameters of the output layer were left, since the labels are not the same.
  var ofOtherLabels = 0
  /// The network's labels and the other model's, where they are not the same.
  var labels: (own: [String], origin: [String])?

  /// A sentence on what was copied, and one on each kind of what was not.
  var notes: [String] {
    let total = count + others.count + ofOtherLabels
    var notes = ["\(count) of \(total) parameters start from the model given"]
    if let labels, ofOtherLabels > 0 { notes.append(outputNote(labels.own, labels.origin)) }
    if !others.isEmpty, count > 0 {
      let names = others.prefix(4).joined(separator: ", ") + (others.count > 4 ? " and \(others.count - 4) more" : "")
      notes.append("not in the model given, or of another shape there: \(names)")
    }
    return notes
  }

  private func outputNote(_ own: [String], _ origin: [String]) -> String {
    let known = origin.map { "\"\($0)\"" }.joined(separator: ", ")
    let wayOut = LabelSet(labels: origin).mappingOptions(of: own).map { "; \($0) would keep it" } ?? ""
    return "the output layer starts anew, as the labels of the model given are \(known)\(wayOut)"
  }
}
