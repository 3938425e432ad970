internal import Mustache

/// A report as one page that needs nothing else: light or dark as its reader likes, for screens of any width and paper.
struct HTMLReport {
  private let document: ReportDocument

  init(_ document: ReportDocument) { self.document = document }

  var text: String {
    let page: [String: Any] = [
      "title": document.title, "subtitle": document.subtitle, "style": ReportPage.style,
      "sections": document.sections.map { section in
        ["id": section.id, "title": section.title, "blocks": section.blocks.map { values($0) }] as [String: Any]
      },
    ]
    guard let template = try? MustacheTemplate(string: ReportPage.template) else {
      preconditionFailure("the page's template is no Mustache")
    }
    return template.render(page)
  }

  private func values(_ block: ReportDocument.Block) -> [String: Any] {
    switch block {
    case .paragraph(let text): ["paragraph": ["text": text]]
    case .heading(let text): ["heading": ["text": text]]
    case .list(let items): ["list": ["items": items]]
    case .code(let text): ["code": ["text": text]]
    case .charts(let charts):
      [
        "charts": [
          "items": charts.map {
            ["svg": $0.svg, "caption": $0.caption, "hasCaption": !$0.caption.isEmpty] as [String: Any]
          }
        ]
      ]
    case .table(let table): ["table": values(table)]
    }
  }

  private func values(_ table: ReportDocument.Table) -> [String: Any] {
    func cells(_ texts: [String]) -> [[String: Any]] {
      zip(table.columns, texts).map { ["text": $1, "title": $0.title, "isNumber": $0.isNumber] }
    }
    return [
      "isStacked": table.isStacked,
      "caption": table.caption, "columns": cells(table.columns.map(\.title)),
      "rows": table.rows.enumerated().map { index, row in
        ["cells": cells(row), "isStrong": table.strong.contains(index)] as [String: Any]
      },
    ]
  }
}
