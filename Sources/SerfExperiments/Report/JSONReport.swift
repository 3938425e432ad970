internal import FoundationEssentials

/// All of a study with its results, all digits; `experiment run --from` reads the cells back.
///
/// Texts of items are left out: an export can be published where the data can't.
struct JSONReport {
  private let study: Study
  private let results: StudyResults

  init(_ study: Study, _ results: StudyResults) { (self.study, self.results) = (study, results) }

  var text: String {
    var exported = study
    exported.removeTexts()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let file = StudyFile(
      format: StudyFile.current, study: exported, results: Self.rows(results), comparisons: Self.comparisons(results))
    guard let data = try? encoder.encode(file) else { preconditionFailure("a study that is no JSON") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private static func rows(_ results: StudyResults) -> [StudyFile.Row] {
    results.rows.map { row in
      StudyFile.Row(
        configuration: row.setup.key, count: row.values.count, failed: row.failedCount, mean: row.mean,
        standardDeviation: row.deviation, interval: row.interval.map { [$0.lowerBound, $0.upperBound] },
        floor: row.floor, trainingSeconds: row.trainingSeconds, updateSeconds: row.updateSeconds)
    }
  }

  private static func comparisons(_ results: StudyResults) -> [StudyFile.Comparison] {
    results.comparisons.map { comparison in
      StudyFile.Comparison(
        configuration: comparison.setup.key, baseline: comparison.baseline.key, pairs: comparison.differences.count,
        meanDifference: comparison.mean, standardDeviation: comparison.deviation,
        interval: comparison.interval.map { [$0.lowerBound, $0.upperBound] }, pValue: comparison.pValue,
        correctedPValue: comparison.corrected, hedgesG: comparison.hedgesG.flatMap { $0.isFinite ? $0 : nil },
        isDifferent: [.untested, .interim].contains(comparison.verdict) ? nil : comparison.isDifferent,
        verdict: comparison.verdict)
    }
  }
}

extension Study {
  fileprivate mutating func removeTexts() {
    for set in itemSets.indices { (itemSets[set].texts, itemSets[set].references) = (nil, nil) }
    for setup in configurations.indices {
      for cell in configurations[setup].cells.indices {
        guard let translations = configurations[setup].cells[cell].translations else { continue }
        for index in translations.indices { configurations[setup].cells[cell].translations?[index].texts = nil }
      }
    }
  }
}

/// The file of an exported report.
struct StudyFile: Codable {
  static let current = 1

  var format: Int
  var study: Study
  var results: [Row]
  var comparisons: [Comparison]

  struct Row: Codable {
    var configuration: String
    var count: Int
    var failed: Int
    var mean: Double?
    var standardDeviation: Double?
    var interval: [Double]?
    var floor: Double?
    var trainingSeconds: Double?
    var updateSeconds: Double?
  }

  struct Comparison: Codable {
    var configuration: String
    var baseline: String
    var pairs: Int
    var meanDifference: Double
    var standardDeviation: Double?
    var interval: [Double]?
    var pValue: Double?
    var correctedPValue: Double?
    var hedgesG: Double?
    var isDifferent: Bool?
    /// Nil in what earlier versions wrote.
    var verdict: StudyResults.Verdict?
  }
}
