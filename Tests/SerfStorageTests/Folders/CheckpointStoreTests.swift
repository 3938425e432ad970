import Foundation
import SerfStorage
import TestSupport
import Testing

@Suite struct CheckpointStoreTests {
  let temporary: TemporaryDirectory
  let store: CheckpointStore

  init() throws {
    temporary = try TemporaryDirectory()
    store = ModelFolder(temporary.path("m")).checkpoints
  }

  private func write(_ update: Int, keep: Int = 3, content: String = "x") throws {
    try store.write(update: update, keep: keep) { (path) throws(StorageError) in
      try AtomicFile.write(content, to: path + "/state.json")
    }
  }

  @Test("the newest counts, the last few stay")
  func prune() throws {
    #expect(try store.current() == nil)
    #expect(try store.all() == [])
    for update in [0, 120, 240, 360, 1_000_000] { try write(update) }
    #expect(try store.current()?.update == 1_000_000)
    #expect(try store.all().map(\.update) == [240, 360, 1_000_000])
    #expect(try store.all().map { ($0.path as NSString).lastPathComponent } == ["000240", "000360", "1000000"])
    try write(1_000_120, keep: 1)
    #expect(try store.all().map(\.update) == [1_000_120])
  }

  @Test("a folder that was never made current is replaced, or deleted by an earlier one")
  func orphan() throws {
    try write(1)
    try temporary.file("m/checkpoints/000002/state.json", "orphan")
    try temporary.file("m/checkpoints/000009/state.json", "orphan")
    #expect(try store.all().map(\.update) == [1])
    try write(2, content: "mine")
    #expect(try store.all().map(\.update) == [1, 2])
    #expect(try String(contentsOfFile: temporary.path("m/checkpoints/000002/state.json"), encoding: .utf8) == "mine")
    #expect(!temporary.names().contains("m/checkpoints/000009"))
  }

  @Test("the current checkpoint is never touched by writing it again")
  func again() throws {
    try write(1, content: "first")
    try write(1, content: "second")
    #expect(try String(contentsOfFile: temporary.path("m/checkpoints/000001/state.json"), encoding: .utf8) == "first")
  }

  @Test("a body that fails leaves the previous one and nothing else")
  func failure() throws {
    try write(1)
    let before = temporary.names()
    #expect(throws: StorageError.self) {
      try store.write(update: 2, keep: 2) { (_) throws(StorageError) in _ = try ByteStream(path: "/nowhere/x") }
    }
    #expect(temporary.names() == before)
  }

  @Test(
    "a damaged `current` is an error that names it",
    arguments: ["", "\n", "000001", "x\n", "-00001\n", "../000001\n", "1\n"])
  func damaged(content: String) throws {
    try write(1)
    let file = try temporary.file("m/checkpoints/current", content)
    let error = #expect(throws: StorageError.self) { try store.current() }
    #expect(error?.message == "\(file): does not hold the number of a checkpoint; say --force to start again")
  }

  @Test("a `current` that names a folder that is gone is an error that names the folder")
  func gone() throws {
    try write(1)
    try FileManager.default.removeItem(atPath: temporary.path("m/checkpoints/000001"))
    let error = #expect(throws: StorageError.self) { try store.current() }
    #expect(error?.path == temporary.path("m/checkpoints/000001"))
  }
}
