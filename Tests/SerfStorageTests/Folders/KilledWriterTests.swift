import Foundation
import SerfStorage
import TestSupport
import Testing

/// Processes of their own that are killed in the middle of writing.
@Suite struct KilledWriterTests {
  let temporary: TemporaryDirectory
  let folder: ModelFolder

  init() throws {
    temporary = try TemporaryDirectory()
    folder = ModelFolder(temporary.path("model"))
  }

  private func mark() -> String? { try? String(contentsOfFile: folder.path(of: .tokenizer), encoding: .utf8) }

  @Test("killed while a first model is written: nothing is there, and the next run can start")
  func firstModel() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try ModelFolder(path).publish { (staged) throws(StorageError) in
        try staged.write("half", as: .tokenizer)
        kill(getpid(), SIGKILL)
      }
    }
    #expect(try folder.check(.refuse) == .vacant)
    try publishSample(folder)
    try folder.checkReadable()
  }

  @Test("killed while a model is replaced: the old one is there")
  func replacedModel() async throws {
    try publishSample(folder)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try ModelFolder(path).publish { (staged) throws(StorageError) in
        try staged.write("half", as: .tokenizer)
        kill(getpid(), SIGKILL)
      }
    }
    try folder.checkReadable()
    #expect(mark() == "{\"mark\":\"one\"}")
    try publishSample(folder, mark: "two")
    #expect(mark() == "{\"mark\":\"two\"}")
    #expect(!temporary.names().contains { $0.contains(".new") })
  }

  @Test("killed among the moves of a committed publication: the new one counts, whichever files were moved")
  func committed() throws {
    try publishSample(folder, mark: "old", width: 1)
    try publishSample(ModelFolder(temporary.path("next")), mark: "new", width: 2)
    let parts = ModelFolder.Part.required.map(\.rawValue)
    for moved in 0...parts.count {
      try publishSample(folder, mark: "old", width: 1)
      for (index, part) in parts.enumerated() {
        let content = try Data(contentsOf: URL(fileURLWithPath: temporary.path("next/\(part)")))
        try temporary.file(index < moved ? "model/\(part)" : "model/.new/\(part)", Array(content))
      }
      try temporary.file("model/.new/complete", "")
      try folder.checkReadable()
      #expect(mark() == "{\"mark\":\"new\"}")
      #expect(try folder.configuration(as: SampleConfiguration.self).width == 2)
      // The next writer tidies up before it does anything else.
      _ = try folder.beginRun(keepCheckpoints: true)
      #expect(mark() == "{\"mark\":\"new\"}")
      #expect(!temporary.names().contains { $0.contains(".new") })
    }
  }

  @Test("killed while a checkpoint is written: the previous one counts, and the next write clears up")
  func checkpoint() async throws {
    _ = try folder.beginRun(keepCheckpoints: false)
    try writeCheckpoint(1)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String] in
      try ModelFolder(path).checkpoints.write(update: 2, keep: 2) { (checkpoint) throws(StorageError) in
        try AtomicFile.write("half", to: checkpoint + "/state.json")
        kill(getpid(), SIGKILL)
      }
    }
    #expect(temporary.names().contains { $0.hasSuffix(".tmp") })
    #expect(try folder.checkpoints.current()?.update == 1)
    try writeCheckpoint(2)
    #expect(try folder.checkpoints.current()?.update == 2)
    #expect(!temporary.names().contains { $0.hasSuffix(".tmp") })
  }

  @Test("killed at any moment of a long series of checkpoints: what counts is always whole", arguments: 0..<6)
  func anyMoment(seed: Int) async throws {
    _ = try folder.beginRun(keepCheckpoints: false)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.path as String, seed = seed as Int] in
      let folder = ModelFolder(path)
      Thread.detachNewThread {
        usleep(UInt32(3_000 + 7_919 * seed))
        kill(getpid(), SIGKILL)
      }
      for update in 1...1_000_000 {
        try folder.checkpoints.write(update: update, keep: 2) { (checkpoint) throws(StorageError) in
          try AtomicFile.write("\(update)", to: checkpoint + "/a")
          try AtomicFile.write("\(update)", to: checkpoint + "/b")
        }
      }
    }
    #expect(try folder.state() == .unfinished)
    guard let current = try folder.checkpoints.current() else { return }
    for name in ["a", "b"] {
      #expect(try String(contentsOfFile: current.path + "/" + name, encoding: .utf8) == "\(current.update)")
    }
    try writeCheckpoint(current.update + 1)
    #expect(try folder.checkpoints.current()?.update == current.update + 1)
  }

  private func writeCheckpoint(_ update: Int) throws {
    try folder.checkpoints.write(update: update, keep: 2) { (path) throws(StorageError) in
      try AtomicFile.write("\(update)", to: path + "/state.json")
    }
  }
}
