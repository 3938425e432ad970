import SerfNN
import SerfTensor

/// Looks for translations of a batch of sources, step by step: the most probable ones by beam search,
/// which with one hypothesis is greedy decoding, or some that are drawn by chance.
///
/// Each step goes on from the hypotheses of all sources at once, a row each. Of a source's candidates, those that end are
/// finished when they are among the best that are followed; the best of the others go on. A source is done with as many
/// finished ones, or when none that goes on can still get among the best. A sample has one candidate a step, and so all of
/// them go on until they end.
struct TranslationSearch {
  let network: TranslationNetwork
  let special: TranslationTokens
  let options: DecodingOptions
  let maxTokens: Int

  /// - Returns: for each source its translations, best first, ``DecodingOptions/nbest`` at most and one at least.
  func run(_ sources: [DecodingSource], on tape: inout Tape) -> [[Hypothesis]] {
    tape.begin(.evaluation)
    let packed = PackedSentences()
    for source in sources { packed.append(source.tokens, last: special.end) }
    let memory = network.memory(of: packed, on: &tape)
    var beams = sources.enumerated().map { index, source in
      Beam(
        source: index, of: source, longest: options.longestTranslation(of: source, maxTokens: maxTokens), options)
    }
    var results = [[Hypothesis]](repeating: [], count: sources.count)
    let (history, rows) = (network.makeHistory(), StepRows())
    var step = 0
    while !beams.isEmpty {
      rows.fill(beams, place: step, first: special.beginning)
      history.beginStep(parents: rows.parents)
      let mark = tape.mark
      let states = network.step(
        rows.tokens.view, places: rows.places.view, history: history, memory: memory,
        rows: MemoryRows(
          queryStarts: rows.starts.view, keyStarts: packed.starts.view, sources: rows.sources.view), on: &tape)
      let outputs = nextTokens(states, beams, step: step, on: &tape)
      tape.release(since: mark, except: history.newest)
      step += 1
      var firstRow = 0
      for index in beams.indices {
        let count = beams[index].alive.count
        advance(&beams[index], outputs, rows: firstRow..<firstRow + count, step: step)
        firstRow += count
      }
      for beam in beams where beam.isDone { results[beam.source] = beam.best(options.nbest) }
      beams.removeAll(where: \.isDone)
    }
    // The tape reads the packed sources in every step.
    return withExtendedLifetime((packed, rows)) { results }
  }

  /// The candidates of each row.
  private func nextTokens(_ states: Tensor, _ beams: [Beam], step: Int, on tape: inout Tape) -> TopOutputs {
    let allowed = beams.flatMap { beam in
      beam.alive.map { beam.allowed(after: $0, step: step, special, options) }
    }
    guard let sampling = options.sampling else {
      return network.topTokens(states, count: options.beam + 1, allowed: allowed, on: &tape)
    }
    let draws = beams.flatMap { beam in beam.alive.map { beam.draw(for: $0, step: step) } }
    return network.sampledTokens(states, OutputSampling(sampling), allowed: allowed, draws: draws, on: &tape)
  }

  private func advance(_ beam: inout Beam, _ outputs: TopOutputs, rows: Range<Int>, step: Int) {
    let candidates = candidates(of: beam, outputs, rows: rows)
    // Where all that could follow is forbidden, the end too, a translation is what there is of it.
    if candidates.isEmpty { beam.finishAll(length: max(step - 1, 1), options) }
    // Of equals the first: the better parent, then the more probable or lower token.
    let order = candidates.indices.sorted {
      (-candidates[$0].logProbability, $0) < (-candidates[$1].logProbability, $1)
    }
    var next: [Beam.Alive] = []
    for (rank, index) in order.enumerated() where next.count < options.followed {
      let candidate = candidates[index]
      let parent = beam.alive[candidate.parent]
      if Int(candidate.token) != special.end {
        next.append(
          Beam.Alive(
            tokens: parent.tokens + [candidate.token], logProbability: candidate.logProbability,
            row: rows.lowerBound + candidate.parent, sample: parent.sample))
      } else if rank < options.followed {
        beam.finish(parent.tokens, candidate.logProbability, length: step, options)
      }
    }
    beam.alive = next
    beam.close(step: step, options)
  }

  private struct Candidate {
    /// Its place among those that are followed.
    let parent: Int
    let token: Int32
    let logProbability: Double
  }

  private func candidates(of beam: Beam, _ outputs: TopOutputs, rows: Range<Int>) -> [Candidate] {
    var candidates: [Candidate] = []
    candidates.reserveCapacity(rows.count * outputs.count)
    for (place, row) in rows.enumerated() {
      for rank in row * outputs.count..<(row + 1) * outputs.count where outputs.logProbabilities[rank] > -.infinity {
        candidates.append(
          Candidate(
            parent: place, token: outputs.outputs[rank],
            logProbability: beam.alive[place].logProbability + Double(outputs.logProbabilities[rank])))
      }
    }
    return candidates
  }
}

extension OutputSampling {
  init(_ sampling: DecodingOptions.Sampling) {
    self.init(temperature: sampling.temperature, topK: sampling.topK, topP: sampling.topP)
  }
}
