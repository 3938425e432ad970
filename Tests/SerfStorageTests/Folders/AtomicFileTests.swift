import Foundation
import SerfStorage
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }

  @Test("a file is created, replaced, and nothing lies beside it")
  func replace() throws {
    let path = folder.path("a.json")
    try AtomicFile.write("one", to: path)
    #expect(text(path) == "one")
    let long = String(repeating: "long ", count: 100_000)
    try AtomicFile.write(to: path) { (writer) throws(StorageError) in
      try writer.write("two ")
      try writer.write(long)
      try writer.write(([1.0] as [Float]).span)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("two \(long)".utf8) + Data([0, 0, 128, 63]))
    #expect(folder.names() == ["a.json"])
  }

  @Test("a body that fails leaves the old content and nothing else")
  func failure() throws {
    let path = try folder.file("a.json", "old")
    #expect(throws: StorageError.self) {
      try AtomicFile.write(to: path) { (writer) throws(StorageError) in
        try writer.write(String(repeating: "x", count: 100_000))
        _ = try ByteStream(path: "/nowhere/x")
      }
    }
    #expect(text(path) == "old")
    #expect(folder.names() == ["a.json"])
  }

  @Test("a full disk is a failed write that leaves the old content and nothing else")
  func fullDisk() async throws {
    let path = try folder.file("a.bin", "old")
    await #expect(processExitsWith: .success) { [path = path as String] in
      // A limit on the size of files stands for the full disk; without the signal ignored it would end the process.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      do throws(StorageError) {
        try AtomicFile.write([UInt8](repeating: 1, count: 1 << 21), to: path)
      } catch {
        let expected =
          "\(path): writing failed: File too large; free some space and try again, nothing half-written is left"
        exit(error.code == .writeFailed && error.message == expected ? 0 : 1)
      }
      exit(2)
    }
    #expect(text(path) == "old")
    #expect(folder.names() == ["a.bin"])
  }

  @Test("devices are written straight, and a full one says so")
  func device() throws {
    try AtomicFile.write("x", to: "/dev/null")
    let error = #expect(throws: StorageError.self) { try AtomicFile.write("x", to: "/dev/full") }
    #expect(error?.code == .writeFailed)
    #expect(
      error?.message
        == "/dev/full: writing failed: No space left on device; free some space and try again, nothing half-written is left"
    )
  }

  @Test("a link is followed, not replaced")
  func link() throws {
    let path = try folder.file("real.json", "old")
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.json"), withDestinationPath: path)
    try AtomicFile.write("new", to: folder.path("link.json"))
    #expect(text(path) == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link.json")) == path)
  }

  @Test("what can't be created says why")
  func cannotCreate() throws {
    let missing = folder.path("none/a.json")
    let error = #expect(throws: StorageError.self) { try AtomicFile.write("x", to: missing) }
    #expect(error?.code == .cannotCreate)
    #expect(error?.message == "\(missing): can't be created: No such file or directory")
    let directory = #expect(throws: StorageError.self) { try AtomicFile.write("x", to: folder.path) }
    #expect(directory?.message == "\(folder.path): can't be created: Is a directory")
  }

  @Test("free space is known for what exists and what does not, and too little is refused beforehand")
  func space() throws {
    let here = try #require(DiskSpace.available(at: folder.path))
    #expect(here > 0)
    #expect(DiskSpace.available(at: folder.path("a/b/c")) != nil)
    try DiskSpace.require(bytes: 1, at: folder.path)
    let error = #expect(throws: StorageError.self) { try DiskSpace.require(bytes: .max, at: folder.path) }
    #expect(error?.code == .writeFailed)
  }
}
