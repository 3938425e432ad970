/// A report before it is HTML, Markdown or LaTeX: sections of paragraphs, tables, charts and texts.
struct ReportDocument {
  var title: String
  var subtitle: String
  var sections: [Section] = []

  struct Section {
    let id: String
    let title: String
    var blocks: [Block]
  }

  enum Block {
    case paragraph(String)
    case list([String])
    case table(Table)
    /// Charts that stand side by side where there is room.
    case charts([Chart])
    /// A text to be copied.
    case code(String)
    /// A heading within the section.
    case heading(String)
  }

  struct Chart {
    let svg: String
    let caption: String
  }

  struct Table {
    var caption: String
    var columns: [Column]
    var rows: [[String]]
    /// Rows that stand out, by number.
    var strong: Set<Int> = []
    /// Whether a row stands as a list of its cells where a page is too narrow for the columns that matter.
    var isStacked = false

    struct Column {
      let title: String
      var isNumber = true
    }
  }

  mutating func add(_ id: String, _ title: String, _ blocks: [Block]) {
    if !blocks.isEmpty { sections.append(Section(id: id, title: title, blocks: blocks)) }
  }
}
