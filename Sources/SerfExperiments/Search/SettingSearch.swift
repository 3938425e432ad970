public import SerfSettings

/// A seeded random search on dev within a given time, as `--tune-minutes` of a training asks for.
///
/// It is the tuning of an experiment that has one configuration, run by the same runner: trials are whole trainings, one
/// a core, with the seed of the training to come. So dev is the part that it will have too, and no part that is held out
/// for the test is ever trained on. What is drawn follows from the seed; how many trials end in time does not.
public struct SettingSearch: Sendable {
  private let plan: ExperimentPlan
  private let seconds: Double

  /// More would take a store longer to hold than they could be worth.
  private static let mostTrials = 200

  /// - Parameters:
  ///   - settings: those in force. What is said in them stays; what is not is searched for.
  ///   - vain: names of settings that are said without effect.
  /// - Throws: ``ExperimentError`` where all that could be searched for is said, or nothing can be trained.
  public init(
    _ task: any ExperimentTask, under settings: Settings, leavingOut vain: Set<String> = [], minutes: Double
  ) throws(ExperimentError) {
    seconds = minutes * 60
    let space = SearchSpace(settings)
    guard !space.ranges.isEmpty else { throw .nothingToSearch(SearchSpace.names) }
    let base = settings.list.settings.compactMap { setting -> NamedValue? in
      guard settings.isSaid(setting), setting.isSaved, setting.name != LearningSettings.seed.name,
        !vain.contains(setting.name)
      else { return nil }
      return NamedValue(setting.name, settings.scalar(of: setting))
    }
    if let stream = base.first(where: { $0.value == .text("-") }) { throw .searchedStream(stream.name) }
    try Self.check(base, task)
    let seed = settings[LearningSettings.seed]
    let trials = [space.standard] + space.draws(Self.mostTrials - 1, seed: seed)
    let tuning = TuningSpecification(search: .listed(trials), seeds: [seed])
    plan = try ExperimentPlan(
      ExperimentSpecification(searching: task, base: base, tuning: tuning, seed: seed), folder: "", tasks: [task])
  }

  /// Refuses what can't be trained, whatever is found.
  private static func check(_ base: [NamedValue], _ task: any ExperimentTask) throws(ExperimentError) {
    var settings = Settings(task.list)
    do throws(SettingError) {
      for pair in base { try settings.set(pair.name, pair.value) }
    } catch { throw .setting(error) }
    try task.complete(&settings)
    try task.check(settings)
  }

  /// The settings that it chooses.
  public var names: [String] { plan.specification.tuning?.names ?? [] }
}

// MARK: - Running
extension SettingSearch {
  /// - Parameter jobs: trials at a time; nil is one a core.
  /// - Throws: ``ExperimentError`` with the code `interrupted` where the observer wished it.
  public func run(jobs: Int?, observer: any ExperimentObserver) throws(ExperimentError) -> SearchOutcome {
    let limited = TimeLimit(seconds: seconds, observer: observer)
    return try ExperimentStore.withScratch { store throws(ExperimentError) -> SearchOutcome in
      var options = ExperimentRunner.Options(codeVersion: "")
      (options.jobs, options.isOfTheMoment) = (jobs, true)
      let runner = try ExperimentRunner(plan, store: store, options: options, observer: limited)
      do throws(ExperimentError) {
        try runner.search()
      } catch {
        guard error.code == .interrupted else { throw error }
        if observer.shouldStop { throw .searchInterrupted() }
      }
      let choice = try runner.tuningChoices()[plan.configurations[0].key]
      return SearchOutcome(
        choice ?? TuningChoice(trials: [], seedCount: 1), plan, failure: limited.failure)
    }
  }
}

extension ExperimentSpecification {
  /// One configuration, which says nothing, and its tuning.
  fileprivate init(searching task: any ExperimentTask, base: [NamedValue], tuning: TuningSpecification, seed: Int) {
    self.init(
      name: "tuning", title: "tuning", about: "", task: task.name, base: base, axes: [], listed: [[]], seeds: [seed],
      tuning: tuning, metric: task.metrics[0].name, part: "dev", baseline: [], test: DeclaredTest(kind: .none),
      hypotheses: [], text: "", file: "tuning", places: [:], keys: [:])
  }
}
