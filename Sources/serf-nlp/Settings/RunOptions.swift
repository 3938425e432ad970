internal import ArgumentParser
internal import SerfSettings
internal import SerfStorage

/// Where the model goes, what happens to one that is there, and settings from files.
struct RunOptions<Task: TaskSettings>: SettingOptions {
  @Option(Task.model, of: Task.self)
  var model: GivenSetting?

  @Flag(help: "Go on from the newest checkpoint of the model folder, to the bit.")
  var resume = false

  @Flag(help: "Replace a model that exists.")
  var force = false

  @Option(RunSettings.workers, of: Task.self)
  var workers: GivenSetting?

  @Option(
    help: ArgumentHelp("Settings by the names of these options, in YAML; options win.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var config: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("A setting; wins over --config. May be repeated.", valueName: "name=value"))
  var assignments: [String] = []

  @Flag(help: "Print the settings in force, as the model's settings.yaml will have them, and stop.")
  var showSettings = false

  var given: [GivenSetting] { [model, workers].compactMap(\.self) }

  var policy: ModelFolder.Policy { resume ? .resume : force ? .force : .refuse }

  func validate() throws {
    if resume && force { throw ValidationError("--resume goes on and --force starts anew; give one of them") }
  }
}

// MARK: - Layers
extension RunOptions {
  /// The settings in force: standards, then the architecture's defaults, `--config`, `--set` and options, the later
  /// winning.
  func settings(options: [GivenSetting]) throws -> Settings {
    var settings = Settings(Task.list)
    if let config {
      try settings.set(yaml: try InputText.read(config), file: config)
    }
    for assignment in assignments {
      try settings.set(assignment: assignment)
    }
    for option in options + given {
      try settings.set(option.name, option.value)
    }
    try settings.preferDefaults(of: Task.self)
    return settings
  }
}
