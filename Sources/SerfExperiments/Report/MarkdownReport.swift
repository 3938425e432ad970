/// A report as Markdown; charts are left out.
struct MarkdownReport {
  private let document: ReportDocument

  init(_ document: ReportDocument) { self.document = document }

  var text: String {
    var parts = ["# \(Self.escaped(document.title))", Self.escaped(document.subtitle)]
    for section in document.sections {
      parts.append("## \(Self.escaped(section.title))")
      parts += section.blocks.compactMap(text)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(_ block: ReportDocument.Block) -> String? {
    switch block {
    case .paragraph(let text): Self.escaped(text)
    case .heading(let text): "### \(Self.escaped(text))"
    case .list(let items): items.map { "- \(Self.escaped($0))" }.joined(separator: "\n")
    case .code(let text): "```\n\(text.hasSuffix("\n") ? String(text.dropLast()) : text)\n```"
    case .charts: nil
    case .table(let table): text(table)
    }
  }

  private func text(_ table: ReportDocument.Table) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.map(Self.escaped).joined(separator: " | ") + " |" }
    let rule = "|" + table.columns.map { $0.isNumber ? "---:|" : "---|" }.joined()
    let rows = table.rows.enumerated().map { index, row in
      table.strong.contains(index)
        ? "| " + row.map { $0.isEmpty ? "" : "**\(Self.escaped($0))**" }.joined(separator: " | ") + " |" : line(row)
    }
    return ([Self.escaped(table.caption) + ":\n", line(table.columns.map(\.title)), rule] + rows).joined(
      separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_|<>[]".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
    return result
  }
}
