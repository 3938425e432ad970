/// The report on an experiment, in the forms that readers want.
public struct ExperimentReport: Sendable {
  public enum Format: String, CaseIterable, Hashable, Sendable {
    case html
    case markdown
    case csv
    case json
    case latex
  }

  /// Names of what varies stand in one order in all configurations.
  let study: Study
  /// As the store has it.
  private let stored: Study
  let results: StudyResults
  let finals: [Study.Setup]
  /// The names of what varies.
  let variedNames: [String]
  /// The values of the first axis, in order: they have the colours, in all charts.
  let firstValues: [String]

  public init(_ study: Study) {
    stored = study.portable
    let study = stored.aligned
    self.study = study
    results = StudyResults(study)
    finals = study.finals
    variedNames = finals.first?.varied.map(\.name) ?? []
    var values: [String] = []
    for setup in finals {
      if let value = setup.varied.first?.value, !values.contains(value) { values.append(value) }
    }
    firstValues = values
  }

  public func text(_ format: Format) -> String {
    switch format {
    case .html: HTMLReport(document(hasCharts: true)).text
    case .markdown: MarkdownReport(document(hasCharts: false)).text
    case .csv: CSVReport(study).text
    case .json: JSONReport(stored, results).text
    case .latex: LaTeXReport(resultsTable, statements: statements).text
    }
  }

  private func document(hasCharts: Bool) -> ReportDocument {
    var document = ReportDocument(
      title: study.title,
      subtitle:
        "\(study.name): \(study.task), \(study.metric) on \(study.part == "dev" ? "the dev part" : "the test part")")
    document.add("answer", "Answer", answer)
    document.add("hypotheses", "Hypotheses", hypotheses)
    document.add("figures", "Figures", figures(hasCharts: hasCharts))
    if hasCharts {
      document.add("ablation", "Across settings", ablation)
      document.add("curves", "Learning curves", curves)
    }
    document.add("inside", "Inside the networks", diagnoses(hasCharts: hasCharts))
    document.add("items", "Item by item", items)
    document.add("tuning", "Tuning", tuning)
    if hasCharts { document.add("functions", "The functions", functions) }
    document.add("differs", "What differs from the paper", differs)
    document.add("settings", "Settings", settings)
    document.add("repeat", "How to repeat it", repetition)
    return document
  }
}
