import SerfSettings
import SerfStorage

/// The settings of a run that is gone on with: its own. What a user says again must be the same, but for what does not
/// change the result (workers, the folder).
enum ResumedSettings {
  /// The file in a checkpoint's folder.
  static let file = "settings.yaml"

  /// - Returns: `settings` where the folder has no checkpoint yet, else the saved ones with the run's own place.
  static func merge(_ settings: Settings, folder: ModelFolder) throws(TrainingError) -> Settings {
    guard var saved = try saved(in: folder, list: settings.list) else { return settings }
    try requireSame(settings, as: saved)
    for setting in settings.list.settings where !setting.isSaved && settings.isSaid(setting) {
      do { try saved.set(setting.name, settings.scalar(of: setting)) } catch { throw .settings(error) }
    }
    return saved
  }

  /// Refuses to say the figures of a finished model for settings that it was not trained with.
  static func requireSame(_ settings: Settings, asModel folder: ModelFolder) throws(TrainingError) {
    do { try folder.checkReadable() } catch { throw .storage(error) }
    try requireSame(settings, as: read(folder.path(of: .settings), list: settings.list))
  }

  private static func requireSame(_ settings: Settings, as saved: Settings) throws(TrainingError) {
    let others = settings.list.settings.filter {
      $0.isSaved && settings.isSaid($0) && settings.scalar(of: $0) != saved.scalar(of: $0)
    }
    guard others.isEmpty else {
      throw .resumedOtherwise(
        others.map { "\($0.name) is \(saved.scalar(of: $0).text) there, not \(settings.scalar(of: $0).text)" })
    }
  }

  /// The settings that the newest checkpoint was made with; nil when there is none.
  private static func saved(in folder: ModelFolder, list: SettingList) throws(TrainingError) -> Settings? {
    let checkpoint: CheckpointStore.Checkpoint?
    do { checkpoint = try folder.checkpoints.current() } catch { throw .storage(error) }
    guard let checkpoint else { return nil }
    return try read(checkpoint.path + "/" + file, list: list)
  }

  private static func read(_ path: String, list: SettingList) throws(TrainingError) -> Settings {
    let bytes: [UInt8]
    do { bytes = try ByteStream.contents(of: path) } catch { throw .storage(error) }
    do { return try Settings(yaml: String(decoding: bytes, as: UTF8.self), file: path, list: list) } catch {
      throw .settings(error)
    }
  }
}
