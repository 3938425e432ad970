internal import FoundationEssentials
internal import Glibc

extension ExperimentStore {
  /// Runs `body` with a store that is gone afterwards.
  public static func withScratch<Value>(
    _ body: (ExperimentStore) throws(ExperimentError) -> Value
  ) throws(ExperimentError) -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/serf-nlp-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    do { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) } catch {
      throw .cannotCreateStore(folder, "its folder can't be made")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try body(try open(folder + "/scratch.sqlite"))
  }
}
