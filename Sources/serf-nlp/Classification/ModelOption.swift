internal import ArgumentParser
internal import SerfSettings

/// Which trained model a command uses, and with how many threads.
struct ModelOption<Task: TaskSettings>: ParsableArguments {
  @Option(help: ArgumentHelp("Folder of the model.", valueName: "dir"), completion: .directory)
  var model = Task.model.standard

  @Option(RunSettings.workers, of: Task.self)
  var workers: GivenSetting?

  var workerCount: Int? {
    guard case .integer(let count) = workers?.value else { return nil }
    return count
  }
}
