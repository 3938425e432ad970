import Glibc

/// How outputs are drawn by chance.
package struct OutputSampling: Hashable, Sendable {
  /// What logits are divided by: below 1 the probable become more so.
  package var temperature: Double
  /// Of how many most probable outputs one is drawn; nil is all.
  package var topK: Int?
  /// The share of the softmax, after `topK`, that the most probable outputs have to have together to be drawn from (nucleus
  /// sampling, Holtzman et al. 2020); 1 is all.
  package var topP: Double

  package init(temperature: Double = 1, topK: Int? = nil, topP: Double = 1) {
    precondition(temperature > 0 && topK ?? 1 > 0 && topP > 0, "sampling of nothing")
    (self.temperature, self.topK, self.topP) = (temperature, topK, topP)
  }
}

extension Tape {
  /// One output a row, drawn from the softmax of (x · Wᵀ + b) / temperature.
  /// - Parameters:
  ///   - x: [N, D].
  ///   - weight: W [V, D].
  ///   - bias: b [1, V].
  ///   - allowed: N entries.
  ///   - draws: N numbers in 0 ..< 1, which alone decide.
  /// - Returns: one output a row, with its log softmax at temperature 1.
  package mutating func sampledOutputs(
    _ x: Tensor, weight: Parameter, bias: Parameter?, allowed: [AllowedOutputs], sampling: OutputSampling,
    draws: [Double]
  ) -> TopOutputs {
    precondition(draws.count == x.rows, "\(draws.count) draws for \(x.rows) rows")
    var (logProbabilities, outputs) = ([Float](), [Int32]())
    forEachLogits(x, weight: weight, bias: bias, allowed: allowed) { row, logits, logSum in
      guard let (column, logit) = sampling.draw(from: logits, at: draws[row]) else {
        logProbabilities.append(-.infinity)
        return outputs.append(0)
      }
      logProbabilities.append(logit - logSum)
      outputs.append(column)
    }
    return TopOutputs(count: 1, logProbabilities: logProbabilities, outputs: outputs)
  }
}

extension OutputSampling {
  /// The column where the running sum of probabilities passes `share`; nil of a row that may have nothing.
  fileprivate func draw(from logits: Matrix, at share: Double) -> (column: Int32, logit: Float)? {
    let candidates = candidates(of: logits)
    guard let best = candidates.map(\.logit).max() else { return nil }
    var weights = candidates.map { exp(Double($0.logit - best) / temperature) }
    if topP < 1 { weights = Array(weights.prefix(nucleus(of: weights))) }
    var rest = share * weights.reduce(0, +)
    for (candidate, weight) in zip(candidates, weights) {
      rest -= weight
      if rest < 0 { return candidate }
    }
    // Rounding may leave a last bit of the sum.
    return candidates[weights.count - 1]
  }

  /// What may be drawn; the most probable first where that matters.
  private func candidates(of logits: Matrix) -> [(column: Int32, logit: Float)] {
    guard topK != nil || topP < 1 else {
      return (0..<logits.columns).compactMap { logits[0, $0] > -.infinity ? (Int32($0), logits[0, $0]) : nil }
    }
    var (values, columns) = ([Float](), [Int32]())
    Kernels.appendTop(min(topK ?? logits.columns, logits.columns), of: logits, to: &values, &columns)
    return zip(columns, values).prefix { $0.1 > -.infinity }.map { (column: $0, logit: $1) }
  }

  /// How many of the most probable reach the share that is asked for; one at least.
  private func nucleus(of weights: [Double]) -> Int {
    let wanted = topP * weights.reduce(0, +)
    var (sum, count) = (0.0, 0)
    while count < weights.count, count == 0 || sum < wanted {
      sum += weights[count]
      count += 1
    }
    return count
  }
}
