import Foundation
import SerfStorage
import TestSupport
import Testing

struct SampleConfiguration: Codable, Equatable, Sendable {
  var task = "sentiment"
  var width = 64
}

/// Puts a model into a folder; `mark` tells one from another.
func publishSample(_ folder: ModelFolder, mark: String = "one", width: Int = 64) throws(StorageError) {
  try folder.publish { (staged) throws(StorageError) in
    try staged.writeConfiguration(SampleConfiguration(width: width))
    try SafetensorsWriter.write(
      [.init(name: "w", shape: [2], offset: 0)], of: ([1, 2] as [Float]).span, to: staged.path(of: .weights))
    try staged.write("{\"mark\":\"\(mark)\"}", as: .tokenizer)
    try staged.write("seed: 1\n", as: .settings)
  }
}

@Suite struct ModelFolderTests {
  let temporary: TemporaryDirectory
  let folder: ModelFolder

  init() throws {
    temporary = try TemporaryDirectory()
    folder = ModelFolder(temporary.path("model/"))
  }

  private func text(_ part: ModelFolder.Part) -> String? {
    try? String(contentsOfFile: folder.path(of: part), encoding: .utf8)
  }

  private static let wholeModel = [
    "model", "model/config.json", "model/model.safetensors", "model/settings.yaml", "model/tokenizer.json",
  ]

  @Test("a model is published whole, read back, and replaced")
  func publish() throws {
    #expect(try folder.state() == .vacant)
    try publishSample(folder)
    #expect(temporary.names() == Self.wholeModel)
    #expect(try folder.state() == .finished)
    try folder.checkReadable()
    #expect(try folder.configuration(as: SampleConfiguration.self) == SampleConfiguration())
    #expect(text(.configuration) == "{\n  \"format\" : 1,\n  \"task\" : \"sentiment\",\n  \"width\" : 64\n}\n")
    try publishSample(folder, mark: "two", width: 128)
    #expect(temporary.names() == Self.wholeModel)
    #expect(text(.tokenizer) == "{\"mark\":\"two\"}")
    #expect(try folder.configuration(as: SampleConfiguration.self).width == 128)
  }

  @Test("an existing empty folder takes a model")
  func emptyFolder() throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    #expect(try folder.check(.refuse) == .vacant)
    try publishSample(folder)
    #expect(temporary.names() == Self.wholeModel)
  }

  @Test(
    "what a killed process leaves in an empty folder does not make it foreign",
    arguments: [[], ["model/.new/config.json"]])
  func leftovers(files: [String]) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/checkpoints", withIntermediateDirectories: true)
    try temporary.file("model/checkpoints/.unfinished.1.x.tmp", "")
    for file in files { try temporary.file(file, "{") }
    #expect(try folder.state() == .vacant)
    _ = try folder.beginRun(keepCheckpoints: false)
    try publishSample(folder)
    #expect(try folder.state() == .finished)
    try folder.checkReadable()
  }

  @Test("a link to a folder is followed: the model lies where it leads")
  func link() throws {
    try FileManager.default.createDirectory(atPath: temporary.path("real"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path, withDestinationPath: temporary.path("real"))
    _ = try folder.beginRun(keepCheckpoints: false)
    try publishSample(folder)
    try ModelFolder(temporary.path("real")).checkReadable()
  }

  @Test("a run goes through its states, and what else lies in the folder stays")
  func states() throws {
    _ = try folder.beginRun(keepCheckpoints: false)
    #expect(try folder.state() == .unfinished)
    try temporary.file("model/log.jsonl", "{}\n")
    try folder.checkpoints.write(update: 5, keep: 2) { (path) throws(StorageError) in
      try AtomicFile.write("5", to: path + "/state.json")
    }
    try publishSample(folder)
    #expect(try folder.state() == .finished)
    #expect(temporary.names().contains("model/log.jsonl"))
    #expect(try folder.checkpoints.current()?.update == 5)
    // --force: the old model stays readable until the new one is there, but the run counts as unfinished.
    _ = try folder.beginRun(keepCheckpoints: false)
    #expect(try folder.state() == .unfinished)
    #expect(try folder.checkpoints.current() == nil)
    try folder.checkReadable()
    try publishSample(folder, mark: "two")
    #expect(try folder.state() == .finished)
  }

  @Test("a folder that a run is at work in keeps every other one out until that ends", arguments: [false, true])
  func locked(isFinished: Bool) throws {
    if isFinished { try publishSample(folder) }
    var run: RunLock? = try folder.beginRun(keepCheckpoints: false)
    try folder.checkpoints.write(update: 5, keep: 2) { (path) throws(StorageError) in
      try AtomicFile.write("5", to: path + "/state.json")
    }
    let message =
      "\(folder.path): another training run is at work there; wait for its end, or name another folder with --model"
    for policy in [ModelFolder.Policy.refuse, .resume, .force] {
      let error = #expect(throws: StorageError.self) { try folder.check(policy) }
      #expect(error?.code == .wouldOverwrite)
      #expect(error?.message == message)
    }
    #expect(throws: StorageError.self) { _ = try folder.beginRun(keepCheckpoints: false) }
    #expect(try folder.checkpoints.current()?.update == 5)
    withExtendedLifetime(run) {}
    run = nil
    #expect(try folder.check(.resume) == .unfinished)
    run = try folder.beginRun(keepCheckpoints: true)
    #expect(try folder.checkpoints.current()?.update == 5)
    #expect(throws: StorageError.self) { _ = try folder.beginRun(keepCheckpoints: true) }
  }

  @Test("an existing model needs --resume or --force")
  func wouldOverwrite() throws {
    _ = try folder.beginRun(keepCheckpoints: false)
    let unfinished = #expect(throws: StorageError.self) { try folder.check(.refuse) }
    #expect(unfinished?.code == .wouldOverwrite)
    #expect(
      unfinished?.message
        == "\(folder.path): holds an unfinished training run already; say --resume or --force, or name another folder "
        + "with --model")
    #expect(try folder.check(.resume) == .unfinished)
    try publishSample(folder)
    let finished = #expect(throws: StorageError.self) { try folder.check(.refuse) }
    #expect(
      finished?.message
        == "\(folder.path): holds a finished model already; say --resume or --force, or name another folder with --model"
    )
    #expect(try folder.check(.force) == .finished)
    #expect(try folder.check(.resume) == .finished)
  }

  @Test(
    "a folder that is not a model of ours is always refused and never changed",
    arguments: [
      ("notes.txt", "x"), ("config.json", "{\"model_type\":\"bert\"}"), ("config.json", "{"),
      ("model.safetensors", "x"),
    ])
  func foreign(name: String, content: String) throws {
    try temporary.file("model/\(name)", content)
    let message =
      "\(folder.path): is not empty and not a model of ours, so nothing is written there; name another folder with --model"
    for policy in [ModelFolder.Policy.refuse, .resume, .force] {
      let error = #expect(throws: StorageError.self) { try folder.check(policy) }
      #expect(error?.code == .wouldOverwrite)
      #expect(error?.message == message)
    }
    #expect(throws: StorageError.self) { _ = try folder.beginRun(keepCheckpoints: false) }
    #expect(throws: StorageError.self) { try publishSample(folder) }
    #expect(temporary.names() == ["model", "model/\(name)"])
  }

  @Test("a part that only some models have is gone with the model that had it", arguments: [true, false])
  func optionalPart(isAnew: Bool) throws {
    let temporary = try TemporaryFolder()
    let folder = ModelFolder(temporary.path("model"))
    func publish(withSource: Bool) throws {
      try folder.publish { (staged) throws(StorageError) in
        for part in ModelFolder.Part.required where part != .configuration { try staged.write("x", as: part) }
        try staged.writeConfiguration(["kind": withSource])
        if withSource { try staged.write("source", as: .sourceTokenizer) }
      }
    }
    let file = folder.path(of: .sourceTokenizer)
    try publish(withSource: !isAnew)
    #expect(FileManager.default.fileExists(atPath: file) == !isAnew)
    try publish(withSource: isAnew)
    #expect(FileManager.default.fileExists(atPath: file) == isAnew)
    try folder.checkReadable()
  }

  @Test("a missing or empty part is an error that names the file", arguments: ModelFolder.Part.required)
  func missingPart(part: ModelFolder.Part) throws {
    try publishSample(folder)
    let file = folder.path(of: part)
    try temporary.file("model/\(part.rawValue)", "")
    let empty = #expect(throws: StorageError.self) { try folder.checkReadable() }
    #expect(empty?.message == "\(file): is empty; copy the folder again or train it again")
    try FileManager.default.removeItem(atPath: file)
    let missing = #expect(throws: StorageError.self) { try folder.checkReadable() }
    #expect(missing?.code == .corruptData)
    #expect(
      missing?.message
        == "\(file): missing, so \(folder.path) is not a whole model; copy the folder again or train it again")
  }

  @Test("a folder that is not there, a file, and an unfinished run can't be read")
  func notReadable() throws {
    let absent = #expect(throws: StorageError.self) { try folder.checkReadable() }
    #expect(absent?.code == .noSuchInput)
    #expect(absent?.message == "\(folder.path): no such folder")
    let file = ModelFolder(try temporary.file("file", "x"))
    #expect(throws: StorageError.self) { try file.checkReadable() }
    #expect(throws: StorageError.self) { try file.check(.force) }
    _ = try folder.beginRun(keepCheckpoints: false)
    let unfinished = #expect(throws: StorageError.self) { try folder.checkReadable() }
    #expect(
      unfinished?.message == "\(folder.path): holds a training run that has not finished; go on with --resume")
  }

  @Test("a newer format is refused with both numbers")
  func newer() throws {
    try publishSample(folder)
    let file = try temporary.file("model/config.json", "{\"format\": 7}")
    let error = #expect(throws: StorageError.self) { try folder.configuration(as: SampleConfiguration.self) }
    #expect(error?.code == .newerFormat)
    #expect(error?.message == "\(file): has format 7; this version reads formats up to 1, so use a newer version")
    #expect(try folder.state() == .finished)
  }

  @Test(
    "a damaged configuration is refused with the reason",
    arguments: [
      ("{\"format\": 1", "it is not JSON (byte 12: the text ends too soon)"),
      ("{}", "it has no \"format\", a whole number from 1"), ("[]", "it has no \"format\", a whole number from 1"),
      ("{\"format\": \"1\"}", "it has no \"format\", a whole number from 1"),
      ("{\"format\": 1, \"task\": \"x\"}", "it lacks \"width\""),
    ])
  func damaged(content: String, reason: String) throws {
    try publishSample(folder)
    let file = try temporary.file("model/config.json", content)
    let error = #expect(throws: StorageError.self) { try folder.configuration(as: SampleConfiguration.self) }
    #expect(error?.message == "\(file): is not a configuration of ours: \(reason)")
  }

  @Test("a body that fails leaves the old model, and no folder where there was none")
  func failedPublication() throws {
    func fail() {
      #expect(throws: StorageError.self) {
        try folder.publish { (staged) throws(StorageError) in
          try staged.write("x", as: .tokenizer)
          _ = try ByteStream(path: "/nowhere/x")
        }
      }
    }
    fail()
    #expect(temporary.names() == [])
    try publishSample(folder)
    fail()
    #expect(temporary.names() == Self.wholeModel)
    #expect(text(.tokenizer) == "{\"mark\":\"one\"}")
  }
}
