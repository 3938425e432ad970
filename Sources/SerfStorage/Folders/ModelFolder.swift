/// A model on disk: `config.json`, `model.safetensors`, `tokenizer.json` and `settings.yaml` in one folder, and the
/// checkpoints of its training in `checkpoints/`.
///
/// ```swift
/// let folder = ModelFolder("sentiment-model")
/// switch try folder.check(.refuse) { … }         // before any data is read; changes nothing
/// let lock = try folder.beginRun(keepCheckpoints: false)    // creates the folder
/// try folder.checkpoints.write(update: 120, keep: 2) { path in … }
/// try folder.publish { staged in … }             // all four files, or none
/// ```
/// A kill at any moment leaves the previous model or the next one, never a mixture.
public struct ModelFolder: Hashable, Sendable {
  public let path: String

  /// The `format` that this version writes into `config.json`, and the newest it reads.
  public static let format = 1

  /// The files that make a model whole, and one that only some models have.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case configuration = "config.json"
    case weights = "model.safetensors"
    case tokenizer = "tokenizer.json"
    case settings = "settings.yaml"
    /// Of a translation model with a vocabulary for each language.
    case sourceTokenizer = "source-tokenizer.json"

    package static let required: [Part] = [.configuration, .weights, .tokenizer, .settings]
    static let optional: [Part] = [.sourceTokenizer]
  }

  public init(_ path: String) {
    self.path = Folder.trimmed(path)
  }

  public var checkpoints: CheckpointStore { CheckpointStore(path: path + "/checkpoints") }

  /// Holds new parts until all are there; see `publish`.
  var stagingPath: String { path + "/.new" }
  /// Its presence says that the parts in the staging folder are whole and count as the model's.
  var commitPath: String { stagingPath + "/complete" }
  /// Its presence says that a training run has begun here and not ended.
  var unfinishedPath: String { checkpoints.path + "/unfinished" }
}

// MARK: - What is there
extension ModelFolder {
  /// What a folder holds.
  public enum State: Hashable, Sendable {
    /// Nothing, or an empty folder.
    case vacant
    /// A training run that has not ended; an older finished model may still lie beside its checkpoints.
    case unfinished
    /// A whole model.
    case finished
    /// Something that is not ours.
    case foreign
  }

  /// - Throws: ``StorageError`` when the path is a file or can't be read.
  public func state() throws(StorageError) -> State {
    switch Folder.kind(of: path) {
    case .absent: return .vacant
    case .file: throw .notAFolder(path)
    case .folder: break
    }
    if Folder.kind(of: unfinishedPath) == .file { return .unfinished }
    if configurationFormat() != nil { return .finished }
    return try Folder.entries(of: path).allSatisfy(isLeftover) ? .vacant : .foreign
  }

  /// What a killed process may leave in an empty folder before the run is marked or the model committed.
  private func isLeftover(_ entry: String) -> Bool {
    switch path + "/" + entry {
    case stagingPath: true
    case checkpoints.path: (try? Folder.entries(of: checkpoints.path).allSatisfy { $0.hasPrefix(".") }) ?? false
    default: false
    }
  }

  /// What to do when something is there already: the three answers of the command line.
  public enum Policy: Hashable, Sendable { case refuse, resume, force }

  /// Decides whether a training run may use the folder; changes nothing.
  /// - Returns: what the folder holds: go on from its checkpoints, or report a finished model, only under `.resume`.
  /// - Throws: ``StorageError`` with the code `.wouldOverwrite`: a model without `.resume` or `.force`, or, always, a folder
  ///   that is neither empty nor ours, or one that another run is at work in.
  public func check(_ policy: Policy) throws(StorageError) -> State {
    let state = try state()
    if state == .unfinished, try RunLock.take(unfinishedPath) == nil { throw .beingTrained(path) }
    switch (state, policy) {
    case (.foreign, _): throw .notAModel(path)
    case (.finished, .refuse), (.unfinished, .refuse): throw .modelExists(path, finished: state == .finished)
    default: return state
    }
  }
}

// MARK: - Reading
extension ModelFolder {
  /// Where a part is to be read from, sound or not.
  public func path(of part: Part) -> String {
    // A publication that was committed but not tidied up counts.
    let staged = stagingPath + "/" + part.rawValue
    let isCommitted = Folder.kind(of: commitPath) == .file && Folder.kind(of: staged) == .file
    return isCommitted ? staged : path + "/" + part.rawValue
  }

  /// Makes sure that this is a whole model that we can read.
  /// - Throws: ``StorageError``: `.noSuchInput` for no folder, `.corruptData` for a missing or empty part or a training run
  ///   that has left no model yet, `.newerFormat` for one of a newer version.
  public func checkReadable() throws(StorageError) {
    switch Folder.kind(of: path) {
    case .absent: throw .noSuchFolder(path)
    case .file: throw .notAFolder(path)
    case .folder: break
    }
    for part in Part.required {
      let file = self.path(of: part)
      guard Folder.kind(of: file) == .file else {
        throw Folder.kind(of: unfinishedPath) == .file ? .modelNotFinished(path) : .missingPart(file, of: path)
      }
      guard try InputDescriptor(path: file).size() > 0 else { throw .emptyPart(file) }
    }
    _ = try configurationBytes()
  }

  /// The bytes of `config.json`, once its format is known to be one that we read.
  public func configurationBytes() throws(StorageError) -> [UInt8] {
    let file = path(of: .configuration)
    let bytes = try ByteStream.contents(of: file)
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes)
    } catch {
      throw .brokenConfiguration(file, detail: "it is not JSON (byte \(error.offset): \(error.message))")
    }
    guard let format = value.member("format")?.integer, format > 0 else {
      throw .brokenConfiguration(file, detail: "it has no \"format\", a whole number from 1")
    }
    guard format <= Self.format else { throw .newerFormat(file, found: format, known: Self.format) }
    return bytes
  }

  /// The `format` of a configuration of ours, of any version; nil when there is none.
  private func configurationFormat() -> Int? {
    guard let bytes = try? ByteStream.contents(of: path(of: .configuration)) else { return nil }
    return (try? JSONParser.parse(bytes))?.member("format")?.integer
  }
}
