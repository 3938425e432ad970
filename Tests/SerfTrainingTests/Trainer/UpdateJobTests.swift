import SerfModels
import SerfNN
import SerfTensor
import SerfTraining
import Testing

@Suite("One update, shared out to workers")
struct UpdateJobTests {
  private static let adam = Optimizer(
    .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, isDecoupled: true), weightDecay: 0.01)

  private static func job<Task: TrainingTask>(
    _ task: Task, _ parameters: ParameterArena, shards: Int, workers: Int
  ) -> UpdateJob<Task> {
    UpdateJob(
      task: task, parameters: parameters,
      moments: adam.momentNames.map { _ in ParameterArena(layout: parameters.layout) }, shardCount: shards,
      workerCount: workers)
  }

  /// Weights after some updates, with the norm of each.
  private static func trained<Task: TrainingTask>(
    _ task: Task, _ parameters: ParameterArena, shards: Int, workers: Int, updates: Int = 3, seed: UInt64 = 1
  ) -> (weights: [UInt32], norms: [Double]) {
    let job = job(task, parameters, shards: shards, workers: workers)
    let team = WorkerTeam(count: workers)
    let examples = Array(task.exampleLengths.indices)
    var norms: [Double] = []
    for update in 1...updates {
      let key = RandomKey(seed: seed).child(update)
      norms.append(job.gradients(of: examples[...], key: key, team: team).norm)
      job.step(adam.step(update: update, rate: 0.01, scale: 1), team: team)
    }
    return (LinearTask.values(parameters).map(\.bitPattern), norms)
  }

  @Test(
    "an update gives the same bits with 1, 2, 3 and 5 workers, for any number of shards", arguments: [1, 2, 3, 4, 7])
  func workers(shards: Int) {
    // 90,300 numbers: more than one chunk of the reduction.
    let task = LinearTask(count: 9, width: 300, classCount: 300)
    let one = Self.trained(task, task.makeParameters(), shards: shards, workers: 1)
    for workers in [2, 3, 5] {
      let more = Self.trained(task, task.makeParameters(), shards: shards, workers: workers)
      #expect(more.weights == one.weights && more.norms == one.norms, "\(workers) workers")
    }
  }

  @Test(
    "every architecture gives the same bits with 1, 2 and 3 workers, dropout included",
    arguments: SentimentConfiguration.Architecture.allCases)
  func architectures(architecture: SentimentConfiguration.Architecture) throws {
    let network = try SentimentNetwork(.small(architecture))
    let task = NetworkTask(network, lengths: (0..<22).map { 1 + $0 * 7 % 13 }, vocabularySize: 60)
    let one = Self.trained(task, task.makeParameters(), shards: 4, workers: 1)
    for workers in [2, 3] {
      #expect(Self.trained(task, task.makeParameters(), shards: 4, workers: workers) == one, "\(workers) workers")
    }
    let otherDropout = Self.trained(task, task.makeParameters(), shards: 4, workers: 2, seed: 2)
    #expect(otherDropout.weights != one.weights)
  }

  @Test("the shards' gradients add up to the gradient of the whole batch, and the norm is theirs")
  func sum() {
    let task = LinearTask(count: 11, width: 5, classCount: 3)
    let examples = Array(0..<11)
    /// With a rate of 1 and plain SGD the step is the gradient.
    func gradient(shards: Int) -> (values: [Float], norm: Double, loss: Loss, tokens: Int) {
      let parameters = ParameterArena(layout: task.blueprint.layout)
      let job = Self.job(task, parameters, shards: shards, workers: 2)
      let team = WorkerTeam(count: 2)
      let found = job.gradients(of: examples[...], key: RandomKey(seed: 1), team: team)
      job.step(Optimizer(.sgd(momentum: 0, isNesterov: false)).step(update: 1, rate: 1, scale: 1), team: team)
      return (LinearTask.values(parameters).map { -$0 }, found.norm, found.loss, found.tokens)
    }
    let whole = gradient(shards: 1)
    let norm = whole.values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    #expect(abs(whole.norm - norm) < 1e-6 * norm)
    // All logits are 0: the loss of each example is log 3.
    #expect(abs(whole.loss.mean - 1.098_612_288_668_11) < 1e-6 && whole.loss.weight == 11 && whole.tokens == 11)
    // More shards than examples leave some empty.
    for shards in [2, 3, 8, 20] {
      let split = gradient(shards: shards)
      let worst = zip(split.values, whole.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst < 1e-6, "\(shards) shards: off by \(worst)")
      #expect(abs(split.norm - whole.norm) < 1e-6 && abs(split.loss.sum - whole.loss.sum) < 1e-5)
      #expect(split.loss.weight == 11 && split.tokens == 11)
    }
  }

  @Test("a batch taken in pieces has the gradient of the whole", arguments: [1, 2, 3])
  func pieces(shards: Int) throws {
    var configuration = SentimentConfiguration.small(.transformer)
    (configuration.dropout, configuration.embeddingDropout, configuration.wordDropout) = (0, 0, 0)
    let network = try SentimentNetwork(configuration)
    let lengths = (0..<23).map { 1 + $0 * 7 % 13 }
    func gradients(pieceTokens: Int) -> (weights: [Float], found: Double, loss: Loss, bytes: Int) {
      let task = NetworkTask(network, lengths: lengths, vocabularySize: 60, pieceTokens: pieceTokens)
      let parameters = task.makeParameters()
      let job = Self.job(task, parameters, shards: shards, workers: 2)
      let team = WorkerTeam(count: 2)
      let found = job.gradients(of: ArraySlice(lengths.indices), key: RandomKey(seed: 1), team: team)
      #expect(found.tokens == lengths.reduce(0, +))
      job.step(Optimizer(.sgd(momentum: 0, isNesterov: false)).step(update: 1, rate: 1, scale: 1), team: team)
      return (LinearTask.values(parameters), found.norm, found.loss, job.poolBytes)
    }
    let whole = gradients(pieceTokens: .max)
    for limit in [1, 10, 40] {
      let cut = gradients(pieceTokens: limit)
      let worst = zip(cut.weights, whole.weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst < 1e-5 && abs(cut.found - whole.found) < 1e-5 * whole.found, "\(limit) tokens: off by \(worst)")
      #expect(cut.loss.weight == whole.loss.weight && abs(cut.loss.sum - whole.loss.sum) < 1e-4)
      #expect(cut.bytes < whole.bytes)
    }
  }

  @Test(
    "a gradient that is discarded leaves nothing behind, nor does one that was stepped",
    arguments: SentimentConfiguration.Architecture.allCases)
  func discarding(architecture: SentimentConfiguration.Architecture) throws {
    let task = NetworkTask(
      try SentimentNetwork(.small(architecture)), lengths: [5, 3, 3, 2, 1, 7], vocabularySize: 60)
    func norm(after prepare: (UpdateJob<NetworkTask>, WorkerTeam) -> Void) -> Double {
      let job = Self.job(task, task.makeParameters(), shards: 3, workers: 2)
      let team = WorkerTeam(count: 2)
      prepare(job, team)
      return job.gradients(of: [0, 1, 2, 3], key: RandomKey(seed: 1), team: team).norm
    }
    let fresh = norm { _, _ in }
    #expect(fresh > 0)
    let discarded = norm { job, team in
      _ = job.gradients(of: [4, 5, 2], key: RandomKey(seed: 2), team: team)
      job.discardGradients()
    }
    #expect(discarded == fresh)
    let stepped = norm { job, team in
      _ = job.gradients(of: [4, 5, 2], key: RandomKey(seed: 2), team: team)
      // A step of no length.
      job.step(Optimizer(.sgd(momentum: 0, isNesterov: false)).step(update: 1, rate: 0, scale: 1), team: team)
    }
    #expect(stepped == fresh)
  }

  @Test("a parameter whose gradient is no number is named")
  func notFinite() {
    let task = LinearTask(count: 4, width: 3, classCount: 2)
    let parameters = task.makeParameters()
    let job = Self.job(task, parameters, shards: 2, workers: 1)
    let team = WorkerTeam(count: 1)
    _ = job.gradients(of: [0, 1, 2, 3], key: RandomKey(seed: 1), team: team)
    #expect(job.parameterNotFinite() == nil)
    job.discardGradients()
    parameters.matrix(of: task.blueprint.layout.parameters[1])[0, 1] = .nan
    let found = job.gradients(of: [0, 1, 2, 3], key: RandomKey(seed: 1), team: team)
    #expect(!found.loss.sum.isFinite && !found.norm.isFinite)
    #expect(job.parameterNotFinite()?.name == "weight")
  }

  @Test("a row-sparse parameter whose gradient is no number is named")
  func sparseNotFinite() {
    let task = BagTask(bags: [[0, 2], [1]], labels: [0, 1], rows: 3, classCount: 2)
    let parameters = ParameterArena(layout: task.blueprint.layout)
    parameters.matrix(of: task.table)[1, 0] = .infinity
    let job = Self.job(task, parameters, shards: 2, workers: 2)
    _ = job.gradients(of: [0, 1], key: RandomKey(seed: 1), team: WorkerTeam(count: 2))
    #expect(job.parameterNotFinite()?.name == "table")
  }
}

// MARK: - Memory
extension UpdateJobTests {
  @Test(
    "warm updates allocate nothing: after the largest batch the pools stay as they are for an epoch",
    arguments: SentimentConfiguration.Architecture.allCases, [1, 2, 3])
  func warm(architecture: SentimentConfiguration.Architecture, workers: Int) throws {
    // Sorted by length, the last batch is a short one of the longest texts: fewest tokens, largest attention.
    let lengths = (0..<67).map { 1 + $0 / 2 }
    let task = NetworkTask(try SentimentNetwork(.small(architecture)), lengths: lengths, vocabularySize: 60)
    let job = Self.job(task, task.makeParameters(), shards: 4, workers: workers)
    let team = WorkerTeam(count: workers)
    let batches = stride(from: 0, to: 67, by: 16).map { Array($0..<min($0 + 16, 67)) }
    let largest = batches.max { $0.reduce(0) { $0 + lengths[$1] } < $1.reduce(0) { $0 + lengths[$1] } } ?? []
    _ = job.gradients(of: largest[...], key: RandomKey(seed: 1), team: team)
    job.discardGradients()
    let (allocations, bytes) = (job.poolAllocations, job.poolBytes)
    #expect(allocations > 0)
    for (number, batch) in (batches + batches.reversed()).enumerated() {
      _ = job.gradients(of: batch[...], key: RandomKey(seed: 1).child(number), team: team)
      job.step(Self.adam.step(update: number + 1, rate: 0.01, scale: 1), team: team)
      #expect(job.poolAllocations == allocations && job.poolBytes == bytes, "batch \(number) of \(batch.count) texts")
    }
  }
}
