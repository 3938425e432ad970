import Foundation
import SerfExperiments
import TestSupport
import Testing

@Suite("A report")
struct ReportTests {
  private let study: Study

  init() throws {
    study = try SyntheticStudy.make([
      ("relu", [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]), ("serf", [0.82, 0.84, 0.83, 0.85, 0.81, 0.82]),
    ])
  }

  @Test("in HTML is whole in itself: nothing is fetched, and texts are escaped")
  func html() {
    let page = ExperimentReport(study).text(.html)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    for word in ["<script", "<link", "src=", "url(http", "@import", "{{", "}}"] {
      #expect(!page.contains(word), "the page has \(word)")
    }
    // The only addresses are names of XML languages.
    #expect(
      page.components(separatedBy: "http").count - 1 == page.components(separatedBy: "http://www.w3.org/2000/svg").count
        - 1)
    #expect(page.contains("<h1>A &lt;study&gt; &amp; more</h1>"))
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
    #expect(page.contains("<svg") && page.contains("role=\"img\""))
    var ids: [String] = []
    for part in page.components(separatedBy: " id=\"").dropFirst() { ids.append(String(part.prefix { $0 != "\"" })) }
    #expect(Set(ids).count == ids.count, "an id stands twice")
  }

  @Test("states the verdict in words, or that there is no evidence")
  func words() throws {
    let text = ExperimentReport(study).text(.markdown)
    #expect(text.contains("finds a difference in the one comparison made: serf is above relu."))
    #expect(
      text.contains("| serf | 82.83 ± 1.47 | 6 | +2.00 | – | 0.031 | better \\* | 50.00 |") || text.contains("**serf**")
    )
    let same = try SyntheticStudy.make([
      ("relu", [0.8, 0.81, 0.82, 0.8, 0.81, 0.8]), ("serf", [0.81, 0.8, 0.82, 0.81, 0.8, 0.8]),
    ])
    #expect(
      ExperimentReport(same).text(.markdown).contains("finds no evidence of a difference in the one comparison made."))
  }

  @Test("of a run that was told to describe says so, and does not blame the seeds")
  func descriptive() throws {
    var study = study
    study.isDescriptive = true
    let text = ExperimentReport(study).text(.markdown)
    #expect(text.contains("The run was told to describe (--descriptive)") && !text.contains("so few seeds"))
    #expect(text.contains("not tested"))
  }

  @Test("has the effect's size beside the difference, in every form with a table")
  func effects() throws {
    var values = [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]
    values = values.enumerated().map { $0.element + ($0.offset % 2 == 0 ? 0.01 : 0.03) }
    let study = try SyntheticStudy.make([("relu", [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]), ("serf", values)])
    // d = 0.02 / 0.010954, and Hedges' correction for six pairs is 1 − 3 / 19.
    for format in [ExperimentReport.Format.html, .markdown, .latex] {
      let text = ExperimentReport(study).text(format)
      #expect(text.replacing("&#39;", with: "'").contains("Hedges' g") && text.contains("+1.54"), "\(format)")
    }
  }

  @Test("in Markdown leaves an empty cell empty, in a row that stands out too")
  func emptyCells() throws {
    let worse = try SyntheticStudy.make([
      ("relu", [0.80, 0.82, 0.81, 0.83, 0.79, 0.80]), ("serf", [0.70, 0.72, 0.71, 0.73, 0.69, 0.70]),
    ])
    let text = ExperimentReport(worse).text(.markdown)
    #expect(text.contains("**baseline**") && !text.contains("****"))
    #expect(!ExperimentReport(worse).text(.latex).contains("\\textbf{}"))
  }

  @Test("counts epochs in whole numbers, and gives a value its colour wherever it stands")
  func charts() throws {
    let page = ExperimentReport(study).text(.html)
    let start = try #require(page.range(of: "<title>Dev score</title>"))
    let chart = String(page[start.upperBound...]).components(separatedBy: "</svg>")[0]
    #expect(chart.contains(">1</text>") && chart.contains(">3</text>") && !chart.contains(">1.5</text>"))
    var deep = try SyntheticStudy.grid(["relu", "serf"], layers: [1, 2], seeds: 2)
    deep.changeCells { _, cell in
      cell.diagnoses = [Study.Diagnosis(epoch: 1, gradientNorm: 1, normDeviation: 0, unsteadiness: 0.2, layers: [])]
    }
    let inside = ExperimentReport(deep).text(.html)
    #expect(
      inside.contains("<title>Unsteadiness of the gradient&#39;s norm, layers 2</title>")
        || inside.contains("<title>Unsteadiness of the gradient's norm, layers 2</title>"))
    #expect(!inside.contains(">serf, 2: 0.2<"))
  }

  @Test("in CSV has a row a cell and no number of the store's own")
  func csv() {
    let lines = ExperimentReport(study).text(.csv).split(separator: "\n")
    #expect(lines.count == 13)
    #expect(
      lines[0] == "experiment,phase,activation,seed,state,reason,dev_accuracy,dev_macro_f1,dev_majority,"
        + "test_accuracy,test_macro_f1,test_majority,parameters,epochs,updates,"
        + "training_seconds,total_seconds,tokens_per_second,finished_date,code_version,processor")
    #expect(lines[1].hasPrefix("synthetic,final,relu,1,finished,,"))
    #expect(lines[1].contains(",0.8,") && lines[1].contains(",0.5,1000,3,30,0.3,"))
  }

  @Test("in LaTeX is a table that compiles by its looks: braces and columns match")
  func latex() {
    let text = ExperimentReport(study).text(.latex)
    #expect(text.contains("\\begin{tabular}{lrrrrrlrrr}") && text.contains("\\textbf{serf}"))
    for line in text.split(separator: "\n") where line.hasSuffix("\\\\") {
      #expect(line.components(separatedBy: " & ").count == 10)
    }
    #expect(text.count { $0 == "{" } == text.count { $0 == "}" })
  }

  @Test("of 10,000 cells is made from its store in under three seconds")
  func large() throws {
    let toy = try ToyExperiment()
    let names = ["relu", "serf", "mish", "swish", "gelu"].joined(separator: ", ")
    let dropouts = (100..<300).map { "0.\($0)" }.joined(separator: ", ")
    let text = """
      name: large
      task: toy
      axes: {activation: [\(names)], dropout: [\(dropouts)]}
      seeds: 10
      baseline: {activation: relu}
      test: none
      """
    try toy.run(text, in: toy.store())
    let start = ContinuousClock.now
    let study = try ExperimentStore.read(toy.folder.path("store.sqlite")).study()
    let page = ExperimentReport(study).text(.html)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(study.configurations.reduce(0) { $0 + $1.cells.count } == 10_000 && page.count > 10_000)
    #expect(seconds < 3, "it took \(seconds) s")
  }
}
