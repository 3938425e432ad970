import Glibc
import SerfNN
import SerfTensor

/// Looks for the most probable translations of a batch of sources, step by step with a key/value cache: beam search, which
/// with one hypothesis is greedy decoding.
///
/// Each step goes on from the hypotheses of all sources at once, a row each. Of a source's candidates, those that end are
/// finished when they are among the best `beam`; the best `beam` that do not end go on. A source is done with `beam`
/// finished ones, or when none that goes on can still get among the best.
struct BeamSearch {
  let network: TranslationNetwork
  let special: TranslationTokens
  let options: DecodingOptions
  let maxTokens: Int

  /// - Parameter sources: token ids without special tokens.
  /// - Returns: for each source its best translations, best first, `nbest` at most and one at least.
  func run(_ sources: [ArraySlice<Int32>], on tape: inout Tape) -> [[Hypothesis]] {
    tape.begin(.evaluation)
    let packed = PackedSentences()
    for source in sources { packed.append(source, last: special.end) }
    let memory = network.memory(of: packed, on: &tape)
    var beams = sources.enumerated().map { index, source in
      Beam(source: index, longest: options.longestTranslation(of: source.count, maxTokens: maxTokens))
    }
    var results = [[Hypothesis]](repeating: [], count: sources.count)
    let (cache, rows) = (network.makeCache(), StepRows())
    var step = 0
    while !beams.isEmpty {
      rows.fill(beams, place: step, first: special.beginning)
      cache.beginStep(parents: rows.parents)
      let mark = tape.mark
      let states = network.step(
        rows.tokens.view, places: rows.places.view, cache: cache, memory: memory,
        rows: MemoryRows(
          queryStarts: rows.starts.view, keyStarts: packed.starts.view, sources: rows.sources.view), on: &tape)
      let top = network.topTokens(
        states, count: options.beam + 1, excluding: special.neverSaid + (step < options.minLength ? [special.end] : []),
        on: &tape)
      tape.release(since: mark, except: cache.newest)
      step += 1
      var firstRow = 0
      for index in beams.indices {
        let count = beams[index].alive.count
        advance(&beams[index], top, rows: firstRow..<firstRow + count, step: step)
        firstRow += count
      }
      for beam in beams where beam.isDone { results[beam.source] = beam.best(options.nbest) }
      beams.removeAll(where: \.isDone)
    }
    // The tape reads the packed sources in every step.
    return withExtendedLifetime((packed, rows)) { results }
  }

  private func advance(_ beam: inout Beam, _ top: TopOutputs, rows: Range<Int>, step: Int) {
    var candidates: [Candidate] = []
    candidates.reserveCapacity(rows.count * top.count)
    for (place, row) in rows.enumerated() {
      for rank in row * top.count..<(row + 1) * top.count where top.logProbabilities[rank] > -.infinity {
        candidates.append(
          Candidate(
            parent: place, row: row, token: top.outputs[rank],
            logProbability: beam.alive[place].logProbability + Double(top.logProbabilities[rank])))
      }
    }
    // Of equals the first: the better parent, then the more probable or lower token.
    let order = candidates.indices.sorted {
      (-candidates[$0].logProbability, $0) < (-candidates[$1].logProbability, $1)
    }
    var next: [Beam.Alive] = []
    for (rank, index) in order.enumerated() where next.count < options.beam {
      let candidate = candidates[index]
      if Int(candidate.token) == special.end {
        if rank < options.beam {
          beam.finish(beam.alive[candidate.parent].tokens, candidate.logProbability, length: step, options)
        }
      } else {
        let tokens = beam.alive[candidate.parent].tokens + [candidate.token]
        next.append(Beam.Alive(tokens: tokens, logProbability: candidate.logProbability, row: candidate.row))
      }
    }
    beam.alive = next
    beam.close(step: step, options)
  }

  private struct Candidate {
    let parent: Int
    let row: Int
    let token: Int32
    let logProbability: Double
  }
}

/// The hypotheses of one source.
private struct Beam {
  let source: Int
  /// Most tokens of a translation.
  let longest: Int
  var alive = [Alive(tokens: [], logProbability: 0, row: 0)]
  private var finished: [Hypothesis] = []
  private(set) var isDone = false

  init(source: Int, longest: Int) { (self.source, self.longest) = (source, longest) }

  struct Alive {
    let tokens: [Int32]
    let logProbability: Double
    /// Its row of the last step.
    let row: Int
  }

  /// - Parameter length: tokens, the end counted.
  mutating func finish(_ tokens: [Int32], _ logProbability: Double, length: Int, _ options: DecodingOptions) {
    finished.append(
      Hypothesis(
        tokens: tokens, logProbability: logProbability,
        score: Self.score(logProbability, length: length, options)))
  }

  private static func score(_ logProbability: Double, length: Int, _ options: DecodingOptions) -> Double {
    options.lengthPenalty == 0 ? logProbability : logProbability / pow(Double(length), options.lengthPenalty)
  }

  /// Decides whether the search for this source is over.
  mutating func close(step: Int, _ options: DecodingOptions) {
    if step >= longest, !alive.isEmpty, finished.count < options.beam {
      for hypothesis in alive { finish(hypothesis.tokens, hypothesis.logProbability, length: step, options) }
    }
    isDone = finished.count >= options.beam || alive.isEmpty || step >= longest || cannotImprove(step, options)
  }

  /// Whether no hypothesis that goes on can still get among those wanted: a sum of logarithms only falls, and its score is
  /// best at one of the two lengths that it can end with.
  private func cannotImprove(_ step: Int, _ options: DecodingOptions) -> Bool {
    guard finished.count >= options.nbest, let hope = alive.map(\.logProbability).max() else { return false }
    let bound = max(
      Self.score(hope, length: step + 1, options), Self.score(hope, length: longest + 1, options))
    let worst = finished.map(\.score).sorted(by: >)[options.nbest - 1]
    return bound < worst
  }

  /// The best translations; of equals the one that was finished first.
  func best(_ count: Int) -> [Hypothesis] {
    finished.indices.sorted { (-finished[$0].score, $0) < (-finished[$1].score, $1) }.prefix(count).map { finished[$0] }
  }
}

/// The rows of one step: a row a hypothesis, those of a source together.
private final class StepRows {
  let tokens = IndexBuffer(), places = IndexBuffer(), starts = IndexBuffer(), sources = IndexBuffer()
  /// For each row the row of the last step that it goes on from.
  private(set) var parents: [Int] = []

  func fill(_ beams: [Beam], place: Int, first: Int) {
    for buffer in [tokens, places, starts, sources] { buffer.removeAll() }
    parents.removeAll(keepingCapacity: true)
    starts.append(0)
    for beam in beams {
      for hypothesis in beam.alive {
        tokens.append(hypothesis.tokens.last.map(Int.init) ?? first)
        places.append(place)
        parents.append(hypothesis.row)
      }
      sources.append(beam.source)
      starts.append(tokens.count)
    }
  }
}
