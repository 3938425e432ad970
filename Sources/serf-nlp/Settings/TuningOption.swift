internal import ArgumentParser
internal import SerfExperiments
internal import SerfSettings
internal import SerfStorage

/// `--tune-minutes`: settings that a training does not say are chosen on dev first.
struct TuningOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Search on dev for so long for what suits best of the learning rate and the dropout that are not given, then train "
        + "with it.", valueName: "minutes"))
  var tuneMinutes: Double?

  func validate() throws {
    if let tuneMinutes, !(tuneMinutes > 0 && tuneMinutes.isFinite) {
      throw ValidationError("--tune-minutes is \(tuneMinutes); expected a number above 0")
    }
  }
}

extension TuningOption {
  /// Searches, and says what was found in `settings`, as if it had been typed.
  /// - Returns: nil where no search was asked for.
  func tune<Task: TaskSettings>(
    _ settings: inout Settings, of task: String, _ run: RunOptions<Task>, _ console: Console
  ) throws -> TuningSummary? {
    guard let minutes = tuneMinutes else { return nil }
    guard !run.resume else {
      throw CommandError.usage("--resume goes on with the settings that were found; leave --tune-minutes out")
    }
    _ = try ModelFolder(settings[Task.model]).check(run.policy)
    let search = try Self.search(settings, of: task, Task.self, minutes: minutes)
    let duration = NumberText.duration(seconds: minutes * 60)
    console.message("tuning for \(duration): \(search.names.joined(separator: " and ")), the defaults first")
    let watch = TuningConsole(console, seconds: minutes * 60)
    let outcome = try search.run(jobs: settings[RunSettings.workers], observer: watch)
    watch.end()
    for pair in outcome.best?.values ?? [] { try settings.set(pair.name, pair.value) }
    let summary = TuningSummary(outcome, minutes: minutes)
    for line in summary.lines { console.message(line) }
    return summary
  }

  /// What can't be trained is a matter of what was typed.
  private static func search<Task: TaskSettings>(
    _ settings: Settings, of task: String, _: Task.Type, minutes: Double
  ) throws -> SettingSearch {
    guard let task = ExperimentTasks.all.first(where: { $0.name == task }) else {
      preconditionFailure("there is no task \(task)")
    }
    let vain = Set(settings.saidInVain(of: Task.self).map(\.setting.name))
    do throws(ExperimentError) {
      return try SettingSearch(task, under: settings, leavingOut: vain, minutes: minutes)
    } catch {
      guard error.code == .badSpecification else { throw error }
      throw CommandError.usage(error.message)
    }
  }
}
