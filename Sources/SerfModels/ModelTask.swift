public import SerfStorage

/// What a model folder is for, whatever else is in its configuration.
public enum ModelTask {
  private struct Name: Decodable {
    let task: String
  }

  /// The task of a whole model: "sentiment", "translation"…
  /// - Throws: ``ModelError``: no such folder, or a part missing or damaged.
  public static func name(in folder: ModelFolder) throws(ModelError) -> String {
    do throws(StorageError) {
      try folder.checkReadable()
      return try folder.configuration(as: Name.self).task
    } catch { throw .storage(error) }
  }

  /// Refuses a model of another task, and says which it is.
  static func require(_ task: String, in folder: ModelFolder) throws(ModelError) {
    let found = try name(in: folder)
    guard found == task else { throw .otherTask(found, expected: task) }
  }
}
