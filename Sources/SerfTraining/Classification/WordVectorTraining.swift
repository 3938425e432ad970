import SerfData
import SerfModels
import SerfNN
import SerfSettings
import SerfTensor

/// Word vectors that learn by themselves first, as those of `average` do: the network that is trained on them then begins
/// with words that mean something, as with pretrained embeddings, but from its own texts alone. On few texts this keeps
/// a network with many more weights than texts from learning them by heart.
struct WordVectorTraining<Network: ClassifierNetwork> {
  private let settings: Settings
  private let network: Network
  private let table: Parameter

  /// - Parameters:
  ///   - settings: those of the network that learns the vectors.
  ///   - configuration: of the network that the vectors are for.
  init(_ settings: Settings, for configuration: Network.Configuration) throws(TrainingError) {
    self.settings = settings
    do throws(ModelError) {
      network = try Network(
        Network.Configuration(
          settings, labels: configuration.labels, vocabularySize: configuration.vocabularySize))
    } catch { throw .model(error) }
    guard let table = network.wordTable else { preconditionFailure("word vectors of a network without") }
    self.table = table
  }

  /// Trains the vectors and copies them to a table of as many rows and columns.
  func learn(
    into words: Matrix, task makeTask: (Network) -> ClassificationTask<Network>, team: WorkerTeam,
    observer: any TrainingObserver
  ) throws(TrainingError) -> TrainingCost {
    let key = RandomKey(seed: UInt64(settings[LearningSettings.seed])).child("word vectors")
    let parameters = ParameterArena(layout: network.layout)
    network.blueprint.initialize(parameters, initializer: .activation, key: key.child("parameters"))
    let task = makeTask(network)
    ClassOdds.start(network, parameters, of: task.train, settings)
    let cost = try train(task, parameters, key: key, team: team, observer: observer)
    words.copy(from: parameters.matrix(of: table))
    return cost
  }

  private func train(
    _ task: ClassificationTask<Network>, _ parameters: ParameterArena, key: RandomKey, team: WorkerTeam,
    observer: any TrainingObserver
  ) throws(TrainingError) -> TrainingCost {
    let (options, optimizer, watch) = (TrainerOptions(settings), Optimizer(settings), StopWatch())
    let update = UpdateJob(
      task: task, parameters: parameters,
      moments: optimizer.momentNames.map { _ in ParameterArena(layout: parameters.layout) },
      shardCount: options.shards, workerCount: team.count)
    var (cost, number) = (TrainingCost(), 0)
    for epoch in 0..<options.epochs {
      let plan = options.plan(of: task.exampleLengths, epoch: epoch, key: key)
      let schedule = Schedule(settings, total: options.epochs * plan.count)
      for batch in 0..<plan.count {
        number += 1
        let gradients = update.gradients(
          of: plan.examples(of: batch), key: key.child("update").child(number), team: team)
        guard gradients.norm.isFinite else {
          throw .notFinite(update: 0, loss: gradients.loss.mean, parameter: update.parameterNotFinite()?.name)
        }
        let rate = schedule.rate(of: number)
        update.step(optimizer.step(update: number, rate: rate, scale: options.scale(norm: gradients.norm)), team: team)
        cost.tokens += gradients.tokens
        if observer.shouldStop { throw .interruptedEarly() }
      }
    }
    cost.seconds = watch.seconds
    return cost
  }
}
