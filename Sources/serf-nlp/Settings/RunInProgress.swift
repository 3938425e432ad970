internal import SerfSettings
internal import SerfStorage

/// A training run that has left a checkpoint, and is to be gone on with.
enum RunInProgress {
  /// What was said now, over the settings that the run was begun with: `--resume` needs no option to be repeated.
  ///
  /// Whether the two agree is for the training to say; here they only name the files.
  static func settings<Task: TaskSettings>(under said: Settings, of task: Task.Type) throws -> Settings {
    guard let checkpoint = try ModelFolder(said[task.model]).checkpoints.current() else { return said }
    let path = checkpoint.path + "/settings.yaml"
    var settings = try Settings(yaml: try InputText.read(path), file: path, list: said.list)
    for setting in said.list.settings where said.isSaid(setting) {
      try settings.set(setting.name, said.scalar(of: setting))
    }
    return settings
  }
}
