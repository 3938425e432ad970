import SerfData
package import SerfSettings
package import SerfStorage
package import SerfTensor

/// Trains any task: epochs of updates, a validation after each, the best models kept, checkpoints on the way.
///
/// A run is a function of its settings, its examples and its seed alone: not of the number of workers, and not of whether it
/// was stopped and resumed.
package final class Trainer<Task: TrainingTask> {
  let task: Task
  let options: TrainerOptions
  let optimizer: Optimizer
  let settings: Settings
  let folder: ModelFolder
  let team: WorkerTeam
  let observer: any TrainingObserver
  let log: TrainingLog
  let update: UpdateJob<Task>
  /// The models that are kept, in the order of ``TrainerState/bestStandings``.
  var best: [ParameterArena] = []
  var state = TrainerState()
  /// Writes what a checkpoint needs beside the trainer's own files.
  private let extraFiles: (String) throws(StorageError) -> Void
  private var clock = StopWatch()
  private var lastCheckpoint = StopWatch()
  private var lastNorm = 0.0
  /// Norms of the epoch so far, where they are asked for.
  private var norms: [Double] = []

  /// A checkpoint is written after the first update that ends later than this after the last one. Unit: seconds.
  private static var checkpointInterval: Double { 60 }

  var parameters: ParameterArena { update.parameters }
  var moments: [ParameterArena] { update.moments }
  /// The weights that are validated and kept: their moving average, where there is one.
  private var validated: ParameterArena { update.average ?? parameters }

  /// - Parameters:
  ///   - parameters: the first weights; resumed ones are read over them.
  ///   - folder: begun already; its checkpoints are the run's.
  ///   - before: what the first weights took to learn; counted with the run.
  ///   - extraFiles: writes into a checkpoint's folder what resuming needs beside weights and state.
  package init(
    task: Task, parameters: ParameterArena, settings: Settings, folder: ModelFolder, team: WorkerTeam,
    observer: any TrainingObserver, before: TrainingCost = TrainingCost(),
    extraFiles: @escaping (String) throws(StorageError) -> Void
  ) {
    self.task = task
    self.settings = settings
    self.folder = folder
    self.team = team
    self.observer = observer
    self.extraFiles = extraFiles
    options = TrainerOptions(settings)
    optimizer = Optimizer(settings)
    log = TrainingLog(path: folder.path + "/log.jsonl")
    let average = options.averageDecay.map { _ in ParameterArena(layout: parameters.layout) }
    average?.copy(from: parameters)
    update = UpdateJob(
      task: task, parameters: parameters,
      moments: optimizer.momentNames.map { _ in ParameterArena(layout: parameters.layout) }, average: average,
      shardCount: options.shards, workerCount: team.count)
    state.examples = task.fingerprint
    (state.tokens, state.trainingSeconds, state.seconds) = (before.tokens, before.seconds, before.seconds)
  }

  /// What a finished run has come to.
  package struct Outcome: Sendable {
    /// The mean of the models that were kept.
    package let parameters: ParameterArena
    package let state: TrainerState
  }

  /// Trains to the end, from the beginning or from the folder's newest checkpoint.
  package func run() throws(TrainingError) -> Outcome {
    if try !resume() {
      try rehearse()
      log.removeEarlier()
    }
    // Of the first epoch, wherever the run stands: batches of so many tokens differ in number from epoch to epoch, and a
    // resumed run must follow the same schedule.
    let accumulated = options.accumulatedBatches
    let updates = (plan(ofEpoch: 0).count + accumulated - 1) / accumulated
    let totalUpdates = min(options.epochs * updates, options.maxUpdates ?? .max)
    let schedule = Schedule(settings, total: totalUpdates)
    if schedule.warmup < settings[LearningSettings.warmup] {
      observer.note(
        "the learning rate rises over \(schedule.warmup) updates, half of the run, in place of "
          + "--warmup \(settings[LearningSettings.warmup])")
    }
    clock = StopWatch()
    while !state.isFinished { try runEpoch(schedule) }
    return Outcome(parameters: averageOfKept(), state: state)
  }
}

// MARK: - Epochs and updates
extension Trainer {
  private var seed: RandomKey { RandomKey(seed: UInt64(options.seed)) }

  private func plan(ofEpoch epoch: Int) -> BatchPlan {
    options.plan(of: task.exampleLengths, epoch: epoch, key: seed)
  }

  private func runEpoch(_ schedule: Schedule) throws(TrainingError) {
    let plan = plan(ofEpoch: state.epoch)
    while state.batch < plan.count {
      let batches = (state.batch..<min(state.batch + options.accumulatedBatches, plan.count))
        .map { plan.examples(of: $0) }
      try runUpdate(batches, schedule)
      state.batch += batches.count
      if isOverLimit { break }
      if observer.shouldStop {
        try checkpoint()
        throw .interrupted(update: state.update, model: folder.path)
      }
      if lastCheckpoint.seconds > Self.checkpointInterval { try checkpoint() }
    }
    try validate(schedule)
  }

  private var isOverLimit: Bool {
    if let limit = options.maxUpdates, state.update >= limit { return true }
    if let limit = options.maxMinutes, (state.seconds + clock.seconds) / 60 >= limit { return true }
    return false
  }

  private func runUpdate(_ batches: [ArraySlice<Int>], _ schedule: Schedule) throws(TrainingError) {
    let watch = StopWatch()
    let number = state.update + 1
    let gradients = update.gradients(of: batches, key: seed.child("update").child(number), team: team)
    guard gradients.loss.sum.isFinite, gradients.norm.isFinite else {
      throw .notFinite(update: number, loss: gradients.loss.mean, parameter: update.parameterNotFinite()?.name)
    }
    let rate = schedule.rate(of: number, plateauFactor: state.plateauFactor)
    update.step(
      optimizer.step(update: number, rate: rate, scale: options.scale(norm: gradients.norm)), team: team)
    if let share = options.averageShare(of: number) { update.follow(share: share, team: team) }
    state.update = number
    state.lossSum += gradients.loss.sum
    state.lossWeight += gradients.loss.weight
    state.tokens += gradients.tokens
    state.trainingSeconds += watch.seconds
    lastNorm = gradients.norm
    if options.isDiagnosed { norms.append(gradients.norm) }
    observer.progressed(
      TrainingProgress(
        epoch: state.epoch + 1, epochs: options.epochs, update: number, totalUpdates: schedule.total,
        loss: state.lossSum / max(state.lossWeight, 1e-30), learningRate: rate,
        tokensPerSecond: Double(state.tokens) / max(state.trainingSeconds, 1e-9),
        seconds: state.seconds + clock.seconds))
  }
}

// MARK: - Validation
extension Trainer {
  private func validate(_ schedule: Schedule) throws(TrainingError) {
    let validation = task.validate(validated, team: team)
    guard validation.loss.isFinite else {
      let parameter = parameters.layout.parameters.first {
        Kernels.notFiniteCount(validated.matrix(of: $0)) > 0
      }
      throw .notFiniteDev(update: state.update, loss: validation.loss, parameter: parameter?.name)
    }
    state.epoch += 1
    state.batch = 0
    let isBest = keepIfWanted(validation.standing)
    state.staleValidations = isBest ? 0 : state.staleValidations + 1
    state.plateauStale = isBest ? 0 : state.plateauStale + 1
    if state.plateauStale >= Schedule.plateauPatience {
      state.plateauFactor /= 2
      state.plateauStale = 0
    }
    state.isFinished =
      state.epoch >= options.epochs || isOverLimit || options.patience.map { state.staleValidations >= $0 } ?? false
    let report = ValidationReport(
      epoch: state.epoch, update: state.update, trainingLoss: state.lossSum / max(state.lossWeight, 1e-30),
      loss: validation.loss, score: validation.score, isBest: isBest,
      learningRate: schedule.rate(of: state.update, plateauFactor: state.plateauFactor), gradientNorm: lastNorm,
      seconds: state.seconds + clock.seconds)
    (state.lossSum, state.lossWeight) = (0, 0)
    try log.write("validation", report)
    observer.validated(report)
    if options.isDiagnosed { try diagnose() }
  }

  private func diagnose() throws(TrainingError) {
    let diagnosis = DiagnosisReport(
      epoch: state.epoch, update: state.update, norms: norms, activations: task.probeActivations(validated))
    norms.removeAll()
    try log.write("diagnosis", diagnosis)
    observer.diagnosed(diagnosis)
  }

  /// Keeps a copy of the weights when they are among the best, of equal ones the earlier; where the last are averaged, in
  /// any case.
  /// - Returns: whether they are the best of all.
  private func keepIfWanted(_ standing: Double) -> Bool {
    let isBest = state.topStanding.map { $0 < standing } ?? (state.bestStandings.first.map { $0 < standing } ?? true)
    let place =
      options.averagesLast ? 0 : state.bestStandings.firstIndex { $0 < standing } ?? state.bestStandings.count
    if options.averagesLast, isBest { state.topStanding = standing }
    guard place < options.averagedModels else { return false }
    let copy = best.count == options.averagedModels ? best.removeLast() : ParameterArena(layout: parameters.layout)
    copy.copy(from: validated)
    best.insert(copy, at: place)
    state.bestStandings.insert(standing, at: place)
    state.bestEpochs.insert(state.epoch, at: place)
    if state.bestStandings.count > options.averagedModels {
      state.bestStandings.removeLast()
      state.bestEpochs.removeLast()
    }
    return isBest
  }

  /// The mean of the models that were kept (Popel, Bojar 2018, section 4.10, for checkpoints of one run).
  private func averageOfKept() -> ParameterArena {
    let average = ParameterArena(layout: parameters.layout)
    for (index, model) in best.enumerated() {
      Kernels.average(average.all, with: model.all, share: 1 / Float(index + 1))
    }
    return average
  }
}

// MARK: - Before update 1
extension Trainer {
  /// Fails before the work starts: the largest batch goes once through forward, backward and validation, and a checkpoint
  /// is saved. It also fills the workers' pools.
  private func rehearse() throws(TrainingError) {
    let plan = plan(ofEpoch: 0)
    let lengths = task.exampleLengths
    func tokens(_ batch: Int) -> Int { plan.examples(of: batch).reduce(0) { $0 + Int(lengths[$1]) } }
    if let largest = (0..<plan.count).max(by: { tokens($0) < tokens($1) }) {
      let gradients = update.gradients(
        of: plan.examples(of: largest), key: seed.child("rehearsal"), team: team)
      guard gradients.loss.sum.isFinite, gradients.norm.isFinite else {
        throw .notFinite(update: 0, loss: gradients.loss.mean, parameter: update.parameterNotFinite()?.name)
      }
      update.discardGradients()
    }
    task.rehearseValidation(parameters, team: team)
    let needed = 2 * checkpointBytes
    do throws(StorageError) {
      try DiskSpace.require(bytes: needed, at: folder.path)
    } catch { throw .storage(error) }
    try checkpoint()
  }

  /// Bytes of a checkpoint of this run, at most.
  private var checkpointBytes: Int {
    let averages = update.average == nil ? 0 : 1
    return (1 + averages + moments.count + options.averagedModels) * parameters.layout.count
      * MemoryLayout<Float>.stride
  }

  /// Writes a checkpoint of this moment.
  private func checkpoint() throws(TrainingError) {
    state.seconds += clock.seconds
    clock = StopWatch()
    try writeCheckpoint(extraFiles)
    lastCheckpoint = StopWatch()
  }
}
