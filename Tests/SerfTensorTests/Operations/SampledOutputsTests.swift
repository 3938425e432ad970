import Glibc
import SerfTensor
import Testing

@Suite("Outputs chosen by chance")
struct SampledOutputsTests {
  /// Logits of five outputs, by a weight of one column.
  private static let logits: [Float] = [0.5, 2, -1, 1, 0]

  private func outputs(
    _ sampling: OutputSampling, _ allowed: AllowedOutputs, draws: [Double]
  ) -> TopOutputs {
    var layout = ParameterLayout()
    let weight = layout.append("w", rows: Self.logits.count, columns: 1)
    let arena = ParameterArena(layout: layout)
    for (row, logit) in Self.logits.enumerated() { arena.matrix(of: weight)[row, 0] = logit }
    var tape = Tape(parameters: arena)
    tape.begin(.evaluation)
    let x = tape.makeTensor(rows: draws.count, columns: 1)
    tape.value(of: x).fill(with: 1)
    return tape.sampledOutputs(
      x, weight: weight, bias: nil, allowed: draws.map { _ in allowed }, sampling: sampling, draws: draws)
  }

  /// The shares in which outputs come for draws that lie evenly in 0 ..< 1.
  private func shares(_ sampling: OutputSampling, _ allowed: AllowedOutputs = .all(except: [])) -> [Double] {
    let count = 4000
    let found = outputs(sampling, allowed, draws: (0..<count).map { (Double($0) + 0.5) / Double(count) })
    return Self.logits.indices.map { output in
      Double(found.outputs.count { Int($0) == output }) / Double(count)
    }
  }

  private func softmax(temperature: Double = 1, of allowed: [Int]) -> [Double] {
    let weights = Self.logits.enumerated().map { allowed.contains($0) ? exp(Double($1) / temperature) : 0 }
    return weights.map { $0 / weights.reduce(0, +) }
  }

  private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
    // A border between two outputs may lie one draw off.
    zip(left, right).allSatisfy { abs($0 - $1) <= 1.0 / 2000 }
  }

  @Test("each output comes in the share of its softmax, at any temperature")
  func temperature() {
    for temperature in [0.5, 1, 3] {
      let expected = softmax(temperature: temperature, of: [0, 1, 2, 3, 4])
      #expect(isNear(shares(OutputSampling(temperature: temperature)), expected))
    }
  }

  @Test("of the k most probable alone, of the nucleus alone, of those that are allowed alone")
  func fewer() {
    #expect(isNear(shares(OutputSampling(topK: 2)), softmax(of: [1, 3])))
    #expect(isNear(shares(OutputSampling(topK: 100)), softmax(of: [0, 1, 2, 3, 4])))
    // 0.56 alone is less than 0.6; with 0.21 it is more.
    #expect(isNear(shares(OutputSampling(topP: 0.6)), softmax(of: [1, 3])))
    #expect(isNear(shares(OutputSampling(topP: 0.5)), softmax(of: [1])))
    #expect(isNear(shares(OutputSampling(), .all(except: [1, 4])), softmax(of: [0, 2, 3])))
    #expect(isNear(shares(OutputSampling(topK: 1), .only(2)), softmax(of: [2])))
  }

  @Test("the probability that is told is that of the whole softmax, whatever was allowed")
  func probability() {
    let whole = softmax(of: [0, 1, 2, 3, 4])
    let found = outputs(OutputSampling(temperature: 5, topK: 3), .all(except: [1]), draws: [0, 0.5, 0.999])
    for (output, logProbability) in zip(found.outputs, found.logProbabilities) {
      #expect(abs(Double(logProbability) - log(whole[Int(output)])) < 1e-5)
    }
    let none = outputs(OutputSampling(), .all(except: [0, 1, 2, 3, 4]), draws: [0.5])
    #expect(none.logProbabilities == [-.infinity])
  }
}
