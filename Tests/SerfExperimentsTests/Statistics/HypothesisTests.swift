import SerfExperiments
import TestSupport
import Testing

@Suite("Hypotheses")
struct HypothesisTests {
  private func report(gains: [String: Double], claims: String) throws -> String {
    let toy = try ToyExperiment(task: ToyTask(gains: gains))
    let store = try toy.store()
    let text = """
      task: toy
      name: claims
      axes: {activation: [relu, serf], layers: [1, 2, 4]}
      seeds: 8
      baseline: {activation: relu}
      hypotheses: \(claims)
      settings: {diagnose: true}
      """
    try toy.run(text, in: store)
    return ExperimentReport(try store.study()).text(.markdown)
  }

  @Test("are answered by the cells: a constant margin does not grow, and a better curve is sooner there")
  func answers() throws {
    let text = try report(
      gains: ["serf": 0.01],
      claims:
        "[{claim: margin-grows, of: serf, along: layers}, {claim: fewer-updates, of: serf}, {claim: less-time, of: serf}]"
    )
    #expect(text.contains("the margin changes with one more of layers by 0.000"))
    #expect(text.contains("undecided"))
    // The toy's curves rise in three equal steps: the better one is at the other's best in the same epoch.
    #expect(text.contains("| serf needs fewer updates than the baseline for the dev figure that both reach. |"))
    #expect(text.contains("with 8 seeds sooner in 0, later in 0"))
  }

  @Test("that need what was not logged are left open, and a figure that only one reaches decides no race")
  func unknown() throws {
    let text = try report(
      gains: ["serf": -0.02],
      claims: "[{claim: steadier-gradient, of: serf}, {claim: units-die, of: relu}, {claim: fewer-updates, of: serf}]")
    #expect(text.contains("no cells to tell by yet"))
    // Serf's best is below relu's at the end alone: both are there with their last epochs.
    #expect(text.contains("with 8 seeds sooner in 0, later in 0"))
    #expect(!text.contains("speaks against it"))
  }

  @Test(
    "that are no claims are refused with their place",
    arguments: [
      ("[{claim: wins, of: serf}]", "line 6, column 22: claim is 'wins'; expected margin-grows or fewer-updates"),
      ("[{claim: less-time, of: gelu}]", "line 6, column 37: of is 'gelu'; expected relu or serf"),
      ("[{claim: margin-grows, of: serf}]", "line 6, column 14: 'margin-grows' needs 'along: axis'"),
    ])
  func refused(claims: String, message: String) throws {
    let error = #expect(throws: ExperimentError.self) { try report(gains: [:], claims: claims) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "nothing")")
  }
}
