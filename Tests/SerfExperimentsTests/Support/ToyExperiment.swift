import SerfExperiments
import Synchronization
import TestSupport

/// Specifications of the toy task, and stores for them in a folder of its own.
struct ToyExperiment {
  let folder: TemporaryFolder
  let task: ToyTask

  init(task: ToyTask = ToyTask()) throws {
    folder = try TemporaryFolder()
    self.task = task
  }

  static let text = """
    name: toy
    task: toy
    settings:
      epochs: 3
    axes:
      activation: [relu, serf]
    seeds: 6
    baseline: relu
    """

  func plan(_ text: String = text) throws -> ExperimentPlan {
    let specification = try ExperimentSpecification(yaml: text, file: "toy.yaml", name: "toy", tasks: [task])
    return try ExperimentPlan(specification, folder: folder.path, tasks: [task])
  }

  func store(_ name: String = "store.sqlite") throws -> ExperimentStore {
    try ExperimentStore.open(folder.path(name))
  }

  /// Runs a specification to its end.
  @discardableResult
  func run(
    _ text: String = text, in store: ExperimentStore, jobs: Int = 2,
    observer: any ExperimentObserver = QuietObserver(),
    change: (inout ExperimentRunner.Options) -> Void = { _ in }
  ) throws -> ExperimentRunner.Summary {
    var options = ExperimentRunner.Options(codeVersion: "test")
    options.jobs = jobs
    change(&options)
    return try ExperimentRunner(plan(text), store: store, options: options, observer: observer).run()
  }
}

/// Keeps what it is told.
final class NotingObserver: ExperimentObserver {
  private let told = Mutex<[String]>([])

  var notes: [String] { told.withLock { $0 } }

  func note(_ text: String) { told.withLock { $0.append(text) } }
  func progressed(_ progress: ExperimentProgress) {}
  func ended(_ cell: PendingCell, score: Double?, failure: String?) {}
  var shouldStop: Bool { false }
}

/// Watches nothing, and stops after so many cells.
final class QuietObserver: ExperimentObserver {
  private let ends: Counter
  private let stopAfter: Int?

  init(stopAfter: Int? = nil) {
    ends = Counter()
    self.stopAfter = stopAfter
  }

  func note(_ text: String) {}
  func progressed(_ progress: ExperimentProgress) {}
  func ended(_ cell: PendingCell, score: Double?, failure: String?) { ends.add() }
  var shouldStop: Bool { stopAfter.map { ends.value >= $0 } ?? false }
}
