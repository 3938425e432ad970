import Foundation
import SerfSettings
import SerfStorage
import SerfTensor
import SerfTraining
import TestSupport
import Testing

@Suite("A run that is diagnosed")
struct DiagnosisTests {
  @Test("logs the gradient's norm after each epoch, and comes to the same weights as one that is not")
  func log() throws {
    let values = ["batch-size": "4", "epochs": "3"]
    func run(_ more: [String: String]) throws -> (weights: [UInt32], log: String) {
      let bench = try TrainerBench()
      let task = LengthTask((0..<20).map { 1 + $0 % 5 })
      let parameters = task.makeParameters(seed: 1)
      let settings = try TrainerBench.settings(values.merging(more, uniquingKeysWith: { $1 }))
      let outcome = try bench.trainer(task, parameters, settings).run()
      let log = try String(contentsOfFile: bench.folder.path + "/log.jsonl", encoding: .utf8)
      return (LinearTask.values(outcome.parameters).map(\.bitPattern), log)
    }
    let (plain, diagnosed) = (try run([:]), try run(["diagnose": "true"]))
    #expect(plain.weights == diagnosed.weights)
    #expect(!plain.log.contains("diagnosis"))
    let lines = diagnosed.log.split(separator: "\n").filter { $0.contains("\"event\":\"diagnosis\"") }
    #expect(lines.count == 3)
    let report = try JSONDecoder().decode(DiagnosisReport.self, from: Data(lines[2].utf8))
    #expect(report.epoch == 3 && report.gradientNorm > 0 && report.gradientNormUnsteadiness > 0)
  }

  /// Of four units one is never above 0, one always, and two are now and then.
  @Test("a probe counts dead units, flat slopes, mean and variance of what a layer says")
  func probe() throws {
    let relu = try #require(try ProbeBench.summary(activation: "relu"))
    #expect(relu.layer == "dense.weight")
    #expect(relu.dead == 0.25 && relu.saturated == 0.5)
    #expect(abs(relu.mean - 0.5) < 1e-6)
    let serf = try #require(try ProbeBench.summary(activation: "serf"))
    #expect(serf.dead == 0 && serf.saturated == 0)
  }
}
