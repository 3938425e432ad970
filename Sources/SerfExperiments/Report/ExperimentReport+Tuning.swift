// MARK: - Tuning
extension ExperimentReport {
  /// Every trial of every configuration by its mean dev figure; the one that the runner took marked.
  var tuning: [ReportDocument.Block] {
    let searches = searches
    guard !searches.isEmpty else { return [] }
    typealias Column = ReportDocument.Table.Column
    let numbers = Set(study.tuning.map(\.trial)).sorted()
    let said = numbers.map { trial in
      (study.tuning.first { $0.trial == trial }?.tuned ?? []).map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }
    let edges = edges(searches)
    return [
      .paragraph(introduction(searches)),
      .table(
        ReportDocument.Table(
          caption: "\(study.metric) on dev by trial",
          columns: [Column(title: variedNames.joined(separator: ", "), isNumber: false)]
            + said.map { Column(title: $0) },
          rows: searches.map { search in [search.label] + numbers.map { text(of: $0, in: search) } })),
    ] + (edges.isEmpty ? [] : [.list(edges)])
  }

  /// The trials of one configuration.
  private struct Search {
    let label: String
    let trials: [Study.Setup]
    /// The trial whose settings the cells of the test have; nil where none is chosen yet.
    let chosen: Study.Setup?

    var isWhole: Bool { trials.allSatisfy { $0.finished.count == $0.cells.count } }
  }

  private var searches: [Search] {
    var keys: [String] = []
    var trials: [String: [Study.Setup]] = [:]
    for setup in study.tuning {
      if trials[setup.key] == nil { keys.append(setup.key) }
      trials[setup.key, default: []].append(setup)
    }
    let chosen = Dictionary(finals.map { ($0.key, $0.tuned) }, uniquingKeysWith: { first, _ in first })
    return keys.map { key in
      let own = trials[key] ?? []
      let values = chosen[key] ?? []
      return Search(
        label: own.first?.label ?? key, trials: own, chosen: values.isEmpty ? nil : own.first { $0.tuned == values })
    }
  }

  private func introduction(_ searches: [Search]) -> String {
    let choice = "the trial with the best mean \(study.metric) on dev, of equal ones the first, was taken (✓)"
    var text =
      searches.allSatisfy(\.isWhole)
      ? "Every configuration had the same trials with the same seeds of their own; \(choice)."
      : "The same trials were declared for every configuration, with the same seeds of their own, but not all are "
        + "finished: of the trials that have all of their seeds, \(choice)."
    let open = searches.filter { $0.chosen == nil }.map(\.label)
    if !open.isEmpty { text += " Nothing is chosen yet for \(open.joined(separator: "; "))." }
    return text
  }

  private func text(of trial: Int, in search: Search) -> String {
    guard let setup = search.trials.first(where: { $0.trial == trial }) else { return "–" }
    let values = setup.values("dev", study.metric).map(\.value)
    let count = values.count < setup.cells.count ? " (\(values.count) of \(setup.cells.count) seeds)" : ""
    return numbers.figure(SeedStatistics.mean(values)) + count + (search.chosen?.trial == trial ? " ✓" : "")
  }

  /// Chosen numbers beyond which nothing was tried, a sentence each. Nothing lies below 0, which turns a setting off.
  private func edges(_ searches: [Search]) -> [String] {
    var (order, labels): ([String], [String: [String]]) = ([], [:])
    for search in searches {
      for setting in search.chosen?.tuned ?? [] {
        let tried = search.trials.flatMap(\.tuned).filter { $0.name == setting.name }.compactMap { Double($0.value) }
        guard let value = Double(setting.value), let low = tried.min(), let high = tried.max(), low < high,
          value == high || value == low && value != 0
        else { continue }
        let text = "\(setting.name) \(setting.value) is the \(value == low ? "lowest" : "highest") value that was tried"
        if labels[text] == nil { order.append(text) }
        labels[text, default: []].append(search.label)
      }
    }
    return order.map { text in
      "\(text), and was taken for \((labels[text] ?? []).joined(separator: "; ")): the best may lie beyond."
    }
  }
}

extension Study.Setup {
  /// The settings that tuning says, in the order of their names.
  fileprivate var tuned: [StoredSetting] {
    settings.filter { $0.origin == .tuned }.sorted { $0.name < $1.name }
  }
}
