import Synchronization
package import SerfTensor

/// Translates many sources by a team: batches of sources of like length, taken by whoever is free. A source's translation
/// depends neither on its neighbours nor on the number of workers, where products are uniform; elsewhere on the former in
/// the last bits of its probabilities.
/// - Invariant (`@unchecked Sendable`): each worker writes into its own element of `results`, which are objects.
package final class DecodingJob: WorkerJob, @unchecked Sendable {
  private let search: TranslationSearch
  private let parameters: ParameterArena
  private let memory: InferenceMemory
  private let sources: [DecodingSource]
  private let batches: [[Int]]
  private let next = Mutex(0)
  private let results: [WorkerResults]

  /// Rows of a step at most: enough for products near their peak, little enough to stay in the caches.
  private static let mostRows = 256
  /// Rows below which sharing out gains less than small products lose.
  private static let fewestRows = 16
  /// Tokens of a batch's sources at most.
  private static let mostTokens = 4096

  private final class WorkerResults {
    var rows: [(source: Int, hypotheses: [Hypothesis])] = []
  }

  private init(
    _ search: TranslationSearch, _ parameters: ParameterArena, _ memory: InferenceMemory, _ sources: [DecodingSource],
    workers: Int
  ) {
    self.search = search
    self.parameters = parameters
    self.memory = memory
    self.sources = sources
    batches = Self.batches(of: sources, followed: search.options.followed, workers: workers)
    results = (0..<workers).map { _ in WorkerResults() }
  }

  /// - Parameters:
  ///   - memory: of these parameters, kept by who goes on to use them.
  ///   - sources: each of `maxTokens` at most.
  /// - Returns: for each source its translations, best first.
  package static func run(
    _ network: TranslationNetwork, parameters: ParameterArena, memory: InferenceMemory = InferenceMemory(),
    special: TranslationTokens, maxTokens: Int, sources: [DecodingSource], options: DecodingOptions, team: WorkerTeam
  ) -> [[Hypothesis]] {
    let search = TranslationSearch(
      network: network, special: special, options: options, maxTokens: maxTokens)
    let job = DecodingJob(search, parameters, memory, sources, workers: team.count)
    team.run(job)
    var hypotheses = [[Hypothesis]](repeating: [], count: sources.count)
    for result in job.results {
      for row in result.rows { hypotheses[row.source] = row.hypotheses }
    }
    return hypotheses
  }

  /// As above, with the special tokens and the longest sentence of a model.
  package static func run(
    _ network: TranslationNetwork, parameters: ParameterArena, memory: InferenceMemory = InferenceMemory(),
    preparation: TranslationPreparation, sources: [DecodingSource], options: DecodingOptions, team: WorkerTeam
  ) -> [[Hypothesis]] {
    run(
      network, parameters: parameters, memory: memory, special: preparation.special,
      maxTokens: preparation.maxTokens, sources: sources, options: options, team: team)
  }

  /// The longest first, so that no worker ends with a long tail; of like size, and as many for each of them.
  private static func batches(of sources: [DecodingSource], followed: Int, workers: Int) -> [[Int]] {
    let rounds = max(1, (sources.count * followed).dividedUp(by: mostRows * workers))
    let mostSources = max(fewestRows.dividedUp(by: followed), sources.count.dividedUp(by: rounds * workers))
    let order = sources.indices.sorted { (-sources[$0].tokens.count, $0) < (-sources[$1].tokens.count, $1) }
    var batches: [[Int]] = []
    var (batch, tokens) = ([Int](), 0)
    for source in order {
      let isFull = batch.count == mostSources || tokens + sources[source].tokens.count > mostTokens
      if !batch.isEmpty, isFull {
        batches.append(batch)
        (batch, tokens) = ([], 0)
      }
      batch.append(source)
      tokens += sources[source].tokens.count + 1
    }
    if !batch.isEmpty { batches.append(batch) }
    return batches
  }

  package func work(worker: Int, of workerCount: Int) {
    var tape = Tape(parameters: parameters, products: MatrixProducts(isUniform: true), memory: memory)
    while let batch = nextBatch() {
      let hypotheses = search.run(batch.map { sources[$0] }, on: &tape)
      for (source, found) in zip(batch, hypotheses) { results[worker].rows.append((source, found)) }
    }
    tape.end(keepingIn: memory)
  }

  private func nextBatch() -> [Int]? {
    next.withLock { number in
      guard number < batches.count else { return nil }
      number += 1
      return batches[number - 1]
    }
  }
}

extension Int {
  fileprivate func dividedUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}
