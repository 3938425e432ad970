import SerfExperiments
import SerfMetrics
import SerfTraining
import TestSupport
import Testing

@Suite("Sentences of a study of translation")
struct TranslationItemsTests {
  private static let text = ToyExperiment.text + "\nmetric: bleu"
  private let toy: ToyExperiment
  private let store: ExperimentStore

  /// Serf gets one sentence of twenty more right than ReLU, with every seed.
  init() throws {
    toy = try ToyExperiment(task: ToyTask(gains: ["serf": 0.05], translates: true))
    store = try toy.store()
    try toy.run(Self.text, in: store)
  }

  private func comparison(_ study: Study) throws -> ItemComparison {
    let setups = study.configurations.filter { $0.phase == "final" }
    return try #require(ItemComparison(setups[1], baseline: setups[0], study))
  }

  /// What the toy's cells of an activation got right, by seed.
  private func rights(_ activation: Int, _ study: Study) throws -> [Int] {
    try study.configurations[activation].cells.map { Int(try #require($0.figures["test accuracy"]) * 20) }
  }

  @Test("count by their chrF over seeds, and the sign test by which side is better")
  func signs() throws {
    let study = try store.study()
    let items = try comparison(study)
    #expect(items.isOfTranslations && items.itemCount == 20 && items.seedCount == 6)
    let (relu, serf) = (try rights(0, study), try rights(1, study))
    let better = (0..<20).count { item in serf.count { item < $0 } > relu.count { item < $0 } }
    #expect(better > 0)
    #expect(items.mcNemar == McNemarTest(firstOnly: better, secondOnly: 0))
    let best = try #require(items.won.first)
    #expect(best.system > best.baseline && best.system <= 100)
    #expect(best.text.hasPrefix("test source ") && best.gold.hasPrefix("the sentence of number "))
    #expect(items.lost.isEmpty)
  }

  @Test("give bootstrap and randomisation the BLEU of all seeds' translations")
  func resampled() throws {
    let study = try store.study()
    func pooled(_ activation: Int) throws -> SegmentStatistics {
      let rows = try rights(activation, study).map { right in
        let texts = ToyTask.translations("test", right: right)
        return try BLEU().statistics(
          hypotheses: texts.translations, references: References(single: texts.references), threads: 1)
      }
      let sums = (0..<20).flatMap { item in
        (0..<rows[0].columnCount).map { column in rows.reduce(0) { $0 + $1[item][column] } }
      }
      return SegmentStatistics(values: sums, columnCount: rows[0].columnCount)
    }
    let (relu, serf) = (try pooled(0), try pooled(1))
    let items = try comparison(study)
    #expect(
      try items.randomizationP
        == ApproximateRandomization().pValue(
          of: BLEU(), baseline: relu, system: serf, ties: .counted))
    let difference = BLEU().score(of: serf.sums).value - BLEU().score(of: relu.sums).value
    let p = Bootstrap.centredPValue(
      difference: difference, system: Bootstrap().scores(of: BLEU(), serf),
      baseline: Bootstrap().scores(of: BLEU(), relu))
    #expect(items.bootstrapP == p)
  }

  @Test("are kept of the part that is tested alone, and not of tuning")
  func kept() throws {
    let tuned = try toy.store("tuned.sqlite")
    try toy.run(Self.text + "\ntune: {grid: {learning-rate: [0.01, 0.1]}, seeds: [101]}", in: tuned)
    let study = try tuned.study()
    for setup in study.configurations {
      for cell in setup.cells {
        let parts = (cell.translations ?? []).map { study.itemSets[$0.itemSet].part }
        #expect(parts == (setup.phase == "final" ? ["test"] : []))
      }
    }
  }

  @Test("come through an export without their texts, which the next cell trained brings back")
  func exported() throws {
    let json = ExperimentReport(try store.study()).text(.json)
    #expect(!json.contains("test source") && !json.contains("some other words"))
    let other = try toy.store("other.sqlite")
    var options = ExperimentRunner.Options(codeVersion: "test")
    options.jobs = 1
    func runner(_ text: String) throws -> ExperimentRunner {
      try ExperimentRunner(toy.plan(text), store: other, options: options, observer: QuietObserver())
    }
    #expect(try runner(Self.text).takeCells(from: json, path: "a.json") == 12)
    let (before, after) = (try comparison(store.study()), try comparison(other.study()))
    #expect(before.bootstrapP == after.bootstrapP && before.randomizationP == after.randomizationP)
    #expect(before.mcNemar == after.mcNemar && after.won.isEmpty)
    #expect(try runner(Self.text.replacing("seeds: 6", with: "seeds: 7")).run().trained == 2)
    #expect(try other.study().itemSets.map(\.references?.count) == [20])
    #expect(try comparison(other.study()).won.isEmpty == false)
  }

  @Test("are shown in the report, an example with what both made of it")
  func shown() throws {
    let page = ExperimentReport(try store.study()).text(.markdown)
    #expect(page.contains("20 sentences of the test part"))
    #expect(page.contains("take BLEU itself"))
    #expect(page.contains("chrF 100.00 here") || page.contains("with the first seed serf has"))
  }
}
