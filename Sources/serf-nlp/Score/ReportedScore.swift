internal import SerfMetrics

/// A score with all that a report says about it.
protocol ReportedScore: CorpusScore {
  /// Digits after the point unless the user says otherwise.
  static var standardWidth: Int { get }
  /// What stands after the figure, as sacreBLEU writes it; empty where there is no more to say.
  var details: String { get }
  /// What JSON has beside the figure.
  var members: [(String, JSONText)] { get }
}

extension ReportedScore {
  static var standardWidth: Int { 2 }
  var details: String { "" }
  var members: [(String, JSONText)] { [] }
}

extension BLEUScore: ReportedScore {
  var details: String {
    let precisions = precisions.map { NumberText.fixed($0, decimals: 1) }.joined(separator: "/")
    let penalty = NumberText.fixed(brevityPenalty, decimals: 3)
    let ratio = NumberText.fixed(lengthRatio, decimals: 3)
    return "\(precisions) (BP = \(penalty) ratio = \(ratio) hyp_len = \(hypothesisLength) ref_len = \(referenceLength))"
  }

  var members: [(String, JSONText)] {
    [
      ("precisions", .array(precisions.map(JSONText.number))), ("counts", .array(matchCounts.map(JSONText.integer))),
      ("totals", .array(nGramCounts.map(JSONText.integer))), ("brevity_penalty", .number(brevityPenalty)),
      ("length_ratio", .number(lengthRatio)), ("hypothesis_length", .integer(hypothesisLength)),
      ("reference_length", .integer(referenceLength)),
    ]
  }
}

extension ChrFScore: ReportedScore {}

extension TERScore: ReportedScore {
  var members: [(String, JSONText)] {
    [("edits", .integer(editCount)), ("reference_length", .number(referenceLength))]
  }
}

extension AccuracyScore: ReportedScore {
  static var standardWidth: Int { 4 }
}
