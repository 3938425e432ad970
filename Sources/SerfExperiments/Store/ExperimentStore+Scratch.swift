internal import FoundationEssentials
internal import Glibc

extension ExperimentStore {
  /// Runs `body` with a store that is gone afterwards.
  public static func withScratch<Value>(
    _ body: (ExperimentStore) throws(ExperimentError) -> Value
  ) throws(ExperimentError) -> Value {
    let parent = FileManager.default.temporaryDirectory.path
    removeAbandoned(in: parent)
    let folder = parent + "/\(scratchPrefix)\(getpid())-\(UInt64.random(in: 0 ... .max))"
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw .cannotCreateStore(folder, "its folder can't be made")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(try open(folder + scratchFile))
  }

  private static let (scratchPrefix, scratchFile) = ("serf-nlp-scratch-", "/scratch.sqlite")

  /// Takes away what killed processes have left: whoever lives holds the lock of its store.
  private static func removeAbandoned(in parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(scratchPrefix) {
      let (folder, store) = (parent + "/" + name, parent + "/" + name + scratchFile)
      // One that is being made has no store yet; another may have it in a moment.
      guard DataFile.exists(store), let lock = try? StoreLock(store: store) else { continue }
      withExtendedLifetime(lock) { try? FileManager.default.removeItem(atPath: folder) }
    }
  }
}
