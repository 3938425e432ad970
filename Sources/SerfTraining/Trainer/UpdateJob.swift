package import SerfTensor

/// One update, shared out to the workers in phases with a barrier between them: gradients of the shards of each batch, their
/// sum and its norm, the step, and the moving average of the weights where there is one.
///
/// A batch is split into a fixed number of shards, dealt to however many workers there are, and a large shard into pieces that
/// are taken one after the other; shards are added in a fixed tree and squares in fixed chunks. So an update gives the same
/// bits for any number of workers.
/// - Invariant (`@unchecked Sendable`): between two barriers each shard, chunk and tape is used by one worker.
package final class UpdateJob<Task: TrainingTask>: WorkerJob, @unchecked Sendable {
  private let task: Task
  package let parameters: ParameterArena
  package let moments: [ParameterArena]
  /// The moving average of the weights; nil where none is kept.
  package let average: ParameterArena?
  private let shards: [ShardState]
  private let tapes: [WorkerTape]
  private let squares: PartialSums

  private enum Phase { case gradients, reduction, step, average }
  private var phase = Phase.gradients
  private var pieces: [ArraySlice<Int>] = []
  /// Which of the update's batches these are.
  private var batch = 0
  private var lossScale: Float = 0
  private var key = RandomKey(seed: 0)
  private var step: Optimizer.Step?
  /// What the average takes of the new weights.
  private var averageShare: Float = 0

  /// Floats of the arena that a worker reduces or steps at a time: a quarter of a megabyte each of weights, gradient and
  /// moments, which stay in its cache.
  private static var chunkSize: Int { 65_536 }
  /// Touched rows of a row-sparse parameter that are stepped at a time.
  private static var rowChunk: Int { 256 }

  /// A shard's examples, its gradients and what came of them.
  private final class ShardState {
    let batch: Task.Shard
    let gradients: GradientArena
    var loss = Loss()
    var tokens = 0

    init(batch: Task.Shard, gradients: GradientArena) {
      (self.batch, self.gradients) = (batch, gradients)
    }
  }

  /// A worker's tape, which keeps its buffers from update to update.
  private final class WorkerTape {
    var tape: Tape
    init(_ parameters: ParameterArena) { tape = Tape(parameters: parameters) }
  }

  package init(
    task: Task, parameters: ParameterArena, moments: [ParameterArena], average: ParameterArena? = nil, shardCount: Int,
    workerCount: Int
  ) {
    self.task = task
    self.parameters = parameters
    self.moments = moments
    self.average = average
    let layout = parameters.layout
    shards = (0..<shardCount).map { _ in
      ShardState(batch: task.makeShard(), gradients: GradientArena(layout: layout))
    }
    tapes = (0..<workerCount).map { _ in WorkerTape(parameters) }
    let chunks = (layout.denseCount + Self.chunkSize - 1) / Self.chunkSize
    squares = PartialSums(count: chunks + layout.sparseParameters.count)
  }

  private var layout: ParameterLayout { parameters.layout }
  private var chunkCount: Int { squares.count - layoutSparseCount }
  private var layoutSparseCount: Int { shards[0].gradients.sparse.count }
}

// MARK: - From the training thread
extension UpdateJob {
  /// What the gradients of a batch are like.
  package struct Gradients: Sendable {
    package let loss: Loss
    /// Euclidean norm over all parameters.
    package let norm: Double
    package let tokens: Int
  }

  /// Computes the gradient of the mean loss of a batch, summed over shards and ready for ``step(_:team:)``.
  package func gradients(of examples: ArraySlice<Int>, key: RandomKey, team: WorkerTeam) -> Gradients {
    begin(weight: task.weight(of: examples), key: key)
    add(examples, number: 0, team: team)
    return finish(team: team)
  }

  /// As above of several batches, one after the other, as if they were one: the memory of one, and the mean loss of all.
  package func gradients(of batches: [ArraySlice<Int>], key: RandomKey, team: WorkerTeam) -> Gradients {
    begin(weight: batches.reduce(0) { $0 + task.weight(of: $1) }, key: key)
    for (number, examples) in batches.enumerated() { add(examples, number: number, team: team) }
    return finish(team: team)
  }

  /// - Parameter weight: of all batches, which the loss is divided by.
  private func begin(weight: Double, key: RandomKey) {
    self.key = key
    lossScale = Float(1 / max(weight, 1e-30))
    for shard in shards { (shard.loss, shard.tokens) = (Loss(), 0) }
  }

  /// Adds the gradients of a batch to those of the shards.
  private func add(_ examples: ArraySlice<Int>, number: Int, team: WorkerTeam) {
    (pieces, batch, phase) = (pieces(of: examples), number, .gradients)
    team.run(self)
  }

  /// Cuts a batch so that each shard's part of a piece is of the task's size.
  private func pieces(of examples: ArraySlice<Int>) -> [ArraySlice<Int>] {
    let limit = task.pieceTokens.multipliedReportingOverflow(by: shards.count)
    guard !limit.overflow else { return [examples] }
    let lengths = task.exampleLengths
    let count = examples.reduce(0) { $0 + Int(lengths[$1]) } / limit.partialValue + 1
    // Of whole rounds of shards, so that an example's shard is the same with and without pieces.
    let rounds = (examples.count + shards.count - 1) / shards.count
    let size = (rounds + count - 1) / count * shards.count
    return stride(from: examples.startIndex, to: examples.endIndex, by: max(size, 1)).map {
      examples[$0..<min($0 + size, examples.endIndex)]
    }
  }

  /// Adds up the shards.
  private func finish(team: WorkerTeam) -> Gradients {
    phase = .reduction
    team.run(self)
    var (loss, tokens) = (Loss(), 0)
    for shard in shards {
      loss = loss + shard.loss
      tokens += shard.tokens
    }
    return Gradients(loss: loss, norm: squares.total.squareRoot(), tokens: tokens)
  }

  /// Moves the weights along the gradient and clears it.
  package func step(_ step: Optimizer.Step, team: WorkerTeam) {
    self.step = step
    phase = .step
    team.run(self)
    for table in shards[0].gradients.sparse { table.removeAll() }
  }

  /// Moves the average of the weights towards them.
  /// - Parameter share: of the way.
  package func follow(share: Double, team: WorkerTeam) {
    averageShare = Float(share)
    phase = .average
    team.run(self)
  }

  /// Forgets the gradient, as after a trial.
  package func discardGradients() {
    for shard in shards {
      shard.gradients.all.fill(with: 0)
      for table in shard.gradients.sparse { table.removeAll() }
    }
  }

  /// The first parameter whose gradient has a number that is not finite; nil where all are.
  package func parameterNotFinite() -> Parameter? {
    layout.parameters.first {
      let gradients = shards[0].gradients
      let values = $0.isRowSparse ? gradients.sparse[$0.sparseIndex].all : gradients.matrix(of: $0)
      return Kernels.notFiniteCount(values) > 0
    }
  }

  /// Memory of the tapes' pools. Unit: bytes.
  package var poolBytes: Int { tapes.reduce(0) { $0 + $1.tape.pool.byteCount } }
  /// Buffers that the tapes' pools have allocated so far.
  package var poolAllocations: Int { tapes.reduce(0) { $0 + $1.tape.pool.allocationCount } }
}

// MARK: - On the workers
extension UpdateJob {
  package func work(worker: Int, of workerCount: Int) {
    switch phase {
    case .gradients:
      for index in stride(from: worker, to: shards.count, by: workerCount) {
        differentiate(shard: index, on: &tapes[worker].tape)
      }
    case .reduction:
      for chunk in stride(from: worker, to: chunkCount, by: workerCount) { reduce(chunk: chunk) }
      for table in stride(from: worker, to: layoutSparseCount, by: workerCount) { reduce(table: table) }
    case .step:
      for chunk in stride(from: worker, to: chunkCount, by: workerCount) { step(chunk: chunk) }
      for parameter in layout.parameters where parameter.isRowSparse {
        step(parameter, worker: worker, of: workerCount)
      }
    case .average:
      guard let average else { return }
      for start in stride(from: worker * Self.chunkSize, to: layout.count, by: workerCount * Self.chunkSize) {
        let range = start..<min(start + Self.chunkSize, layout.count)
        Kernels.average(average.all.columns(range), with: parameters.all.columns(range), share: averageShare)
      }
    }
  }

  private func differentiate(shard index: Int, on tape: inout Tape) {
    let shard = shards[index]
    let key = key.child(batch * shards.count + index)
    for (number, piece) in pieces.enumerated() {
      task.fill(shard.batch, with: piece, index: index, of: shards.count, key: self.key)
      let tokens = task.tokenCount(of: shard.batch)
      guard tokens > 0 else { continue }
      shard.tokens += tokens
      let own = number == 0 ? key : key.child("piece").child(number)
      tape.begin(.training(key: own), gradients: shard.gradients)
      shard.loss = shard.loss + task.loss(of: shard.batch, scale: lossScale, on: &tape)
      tape.backward()
    }
  }

  private func chunkRange(_ chunk: Int) -> Range<Int> {
    chunk * Self.chunkSize..<min((chunk + 1) * Self.chunkSize, layout.denseCount)
  }

  /// Adds the shards' gradients pairwise, then pairs of pairs: a tree of fixed shape.
  private func reduce(chunk: Int) {
    let range = chunkRange(chunk)
    var distance = 1
    while distance < shards.count {
      for index in stride(from: 0, to: shards.count - distance, by: 2 * distance) {
        Kernels.drain(
          shards[index + distance].gradients.all.columns(range), into: shards[index].gradients.all.columns(range))
      }
      distance *= 2
    }
    squares[chunk] = Kernels.sumOfSquares(shards[0].gradients.all.columns(range))
  }

  private func reduce(table: Int) {
    let sum = shards[0].gradients.sparse[table]
    for shard in shards.dropFirst() {
      sum.add(shard.gradients.sparse[table])
      shard.gradients.sparse[table].removeAll()
    }
    squares[chunkCount + table] = Kernels.sumOfSquares(sum.all)
  }

  private func step(chunk: Int) {
    let range = chunkRange(chunk)
    step?.apply(
      weights: parameters.dense.columns(range), gradient: shards[0].gradients.all.columns(range),
      moments: { index in index < moments.count ? moments[index].dense.columns(range) : nil })
  }

  /// Steps the touched rows of a row-sparse parameter, a chunk of rows a turn.
  private func step(_ parameter: Parameter, worker: Int, of workerCount: Int) {
    let sums = shards[0].gradients.sparse[parameter.sparseIndex]
    let weights = parameters.matrix(of: parameter)
    for start in stride(from: worker * Self.rowChunk, to: sums.touched.count, by: workerCount * Self.rowChunk) {
      for position in start..<min(start + Self.rowChunk, sums.touched.count) {
        let row = sums.touched[position]
        step?.apply(
          weights: weights.rows(row..<row + 1), gradient: sums.matrix(at: position),
          moments: { index in
            index < moments.count ? moments[index].matrix(of: parameter).rows(row..<row + 1) : nil
          })
      }
    }
  }
}
