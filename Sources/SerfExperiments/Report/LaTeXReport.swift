/// The first table for a paper, with booktabs, and the statements as a comment above it.
struct LaTeXReport {
  private let table: ReportDocument.Table
  private let statements: [String]

  init(_ table: ReportDocument.Table, statements: [String]) { (self.table, self.statements) = (table, statements) }

  var text: String {
    func line(_ cells: [String]) -> String { cells.map(Self.escaped).joined(separator: " & ") + " \\\\" }
    let rows = table.rows.enumerated().map { index, row in
      table.strong.contains(index)
        ? row.map { $0.isEmpty ? "" : "\\textbf{\(Self.escaped($0))}" }.joined(separator: " & ") + " \\\\" : line(row)
    }
    let comments = statements.map { "% " + $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
    return
      (comments + [
        "% needs \\usepackage{booktabs}", "\\begin{table}", "  \\centering",
        "  \\begin{tabular}{\(table.columns.map { $0.isNumber ? "r" : "l" }.joined())}", "    \\toprule",
        "    " + line(table.columns.map(\.title)), "    \\midrule",
      ] + rows.map { "    " + $0 } + [
        "    \\bottomrule", "  \\end{tabular}", "  \\caption{\(Self.escaped(table.caption)).}", "\\end{table}", "",
      ]).joined(separator: "\n")
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "\\": result += "\\textbackslash{}"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "±": result += "$\\pm$"
      case "−": result += "$-$"
      case "–": result += "--"
      default: result.append(character.isNewline ? " " : character)
      }
    }
    return result
  }
}
