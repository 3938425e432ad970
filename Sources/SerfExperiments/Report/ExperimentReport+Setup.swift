internal import SerfCharts

// MARK: - Settings
extension ExperimentReport {
  /// What differs between configurations, then what all share.
  var settings: [ReportDocument.Block] {
    typealias Column = ReportDocument.Table.Column
    let setups = finals.filter { !$0.settings.isEmpty }
    guard let first = setups.first else { return [] }
    let values = setups.map { setup in
      Dictionary(setup.settings.map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })
    }
    let names = first.settings.map(\.name).sorted()
    let differing = names.filter { name in Set(values.map { $0[name]?.value ?? "" }).count > 1 }
    let shared = names.filter { !differing.contains($0) }
    var blocks: [ReportDocument.Block] = []
    if !differing.isEmpty, setups.count <= 200 {
      blocks.append(
        .table(
          ReportDocument.Table(
            caption: "What differs; ✓ was chosen by tuning",
            columns: differing.map { Column(title: $0, isNumber: false) },
            rows: values.map { values in
              differing.map { name in
                (values[name]?.value ?? "") + (values[name]?.origin == .tuned ? " ✓" : "")
              }
            })))
    }
    blocks.append(
      .table(
        ReportDocument.Table(
          caption: "What all share",
          columns: [
            Column(title: "setting", isNumber: false), Column(title: "value", isNumber: false),
            Column(title: "why", isNumber: false),
          ],
          rows: shared.map { name in
            let setting = values[0][name]
            return [name, setting?.value ?? "", setting?.origin.rawValue ?? ""]
          })))
    return blocks
  }
}

// MARK: - Repetition
extension ExperimentReport {
  var repetition: [ReportDocument.Block] {
    let cells = study.configurations.flatMap(\.finished)
    let versions = Set(cells.compactMap(\.codeVersion)).sorted()
    let seconds = cells.compactMap(\.totalSeconds).reduce(0, +)
    let seeds = Set(finals.flatMap { $0.cells.map(\.seed) }).sorted()
    var facts = [
      "serf-nlp \(versions.joined(separator: ", "))",
      "Seeds: \(seeds.map(String.init).joined(separator: ", "))",
      "Time: \(DecimalText.fixed(seconds / 3600, decimals: 2)) hours of one core in all for \(cells.count) cells",
    ]
    facts += study.machines.map { "Machine: \($0.processor), \($0.cores) cores, \($0.system)" }
    facts += study.files.map { "\($0.setting): \($0.path), \($0.size) bytes, FNV-1a \($0.fingerprint)" }
    return [
      .paragraph("Save the specification below as study.yaml, and run"),
      .code(
        "serf-nlp experiment run study.yaml --store results.sqlite\nserf-nlp experiment report --store results.sqlite --output report.html"
      ),
      .list(facts), .code(study.specification),
    ]
  }
}
