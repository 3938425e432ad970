import Glibc

// MARK: - Beginning a run
extension ModelFolder {
  /// Prepares the folder for the checkpoints of a run; call it after `check`, and before anything else is put there.
  ///
  /// A model that is there stays whole and readable until `publish` replaces it.
  /// - Parameter keepCheckpoints: true to go on from them, false to start again without.
  /// - Returns: what keeps other runs out, for as long as it is held.
  public func beginRun(keepCheckpoints: Bool) throws(StorageError) -> RunLock {
    switch try state() {
    case .foreign: throw .notAModel(path)
    case .vacant where Folder.kind(of: path) == .absent:
      try createWithMark()
      return try lock()
    case .vacant, .finished, .unfinished: break
    }
    // A live run holds the mark that it began with; nothing of it may be touched.
    let earlier = Folder.kind(of: unfinishedPath) == .file ? try lock() : nil
    try finishPublishing()
    try Folder.create(checkpoints.path)
    // The old checkpoints go first: marked and with them, the folder would look like a run to be resumed.
    if !keepCheckpoints { try checkpoints.removeAll() }
    if let earlier { return earlier }
    try AtomicFile.write([], to: unfinishedPath)
    return try lock()
  }

  private func lock() throws(StorageError) -> RunLock {
    guard let lock = try RunLock.take(unfinishedPath) else { throw .beingTrained(path) }
    return lock
  }

  /// Creates the folder with the mark in it at once, so that a kill never leaves one that looks foreign.
  private func createWithMark() throws(StorageError) {
    let temporary = try Folder.createTemporary(beside: path)
    do throws(StorageError) {
      let staged = ModelFolder(temporary)
      try Folder.create(staged.checkpoints.path)
      try AtomicFile.write([], to: staged.unfinishedPath)
      try Folder.rename(temporary, to: path)
      try Folder.sync(Folder.parent(of: path))
    } catch {
      Folder.remove(temporary)
      throw error
    }
  }
}

// MARK: - Ending a run without a model
extension ModelFolder {
  /// Takes back what `beginRun` made of a run that failed before its first checkpoint; does nothing when there is one.
  ///
  /// A finished model that is there counts again, and a folder that is then empty goes.
  public func abandonRun() {
    do { guard try checkpoints.current() == nil else { return } } catch { return }
    unsafe unlink(unfinishedPath)
    Folder.remove(checkpoints.path)
    unsafe rmdir(path)
  }
}

// MARK: - Publishing a model
extension ModelFolder {
  /// Puts a whole model into the folder, replacing one that is there, and ends the run.
  ///
  /// An absent folder is written under another name beside it and renamed. In one that exists (it holds the run's
  /// checkpoints and log, and may be a mount point or `.`, which can't be renamed) the parts go into `.new/`; the file
  /// `.new/complete` then makes them count at one stroke; and they are moved to their places, by whoever comes next if we
  /// are killed before.
  /// - Parameter body: writes all required parts into the staged folder.
  /// - Throws: ``StorageError``; the folder is then as it was. Foreign folders are refused.
  public func publish(_ body: (StagedModel) throws(StorageError) -> Void) throws(StorageError) {
    switch try state() {
    case .foreign: throw .notAModel(path)
    case .vacant where Folder.kind(of: path) == .absent: return try publishByRename(body)
    case .vacant, .finished, .unfinished: break
    }
    try finishPublishing()
    Folder.remove(stagingPath)
    do throws(StorageError) {
      try Folder.create(stagingPath)
      try fill(stagingPath, body)
      try AtomicFile.write([], to: commitPath)
    } catch {
      Folder.remove(stagingPath)
      throw error
    }
    try finishPublishing()
    if unsafe unlink(unfinishedPath) == 0 { try Folder.sync(checkpoints.path) }
  }

  private func publishByRename(_ body: (StagedModel) throws(StorageError) -> Void) throws(StorageError) {
    let temporary = try Folder.createTemporary(beside: path)
    do throws(StorageError) {
      try fill(temporary, body)
      try Folder.rename(temporary, to: path)
      try Folder.sync(Folder.parent(of: path))
    } catch {
      Folder.remove(temporary)
      throw error
    }
  }

  private func fill(
    _ folder: String, _ body: (StagedModel) throws(StorageError) -> Void
  ) throws(StorageError) {
    try body(StagedModel(path: folder))
    for part in Part.required {
      let file = folder + "/" + part.rawValue
      precondition(Folder.kind(of: file) == .file, "\(part.rawValue) was not written, so the model is not whole")
    }
    try Folder.syncWithFiles(folder)
  }

  /// Moves the parts of a committed publication to their places; does nothing when there is none.
  private func finishPublishing() throws(StorageError) {
    guard Folder.kind(of: commitPath) == .file else { return }
    let staged = try Folder.entries(of: stagingPath).filter { $0 != Folder.name(of: commitPath) }
    let (required, optional) = (Part.required.map(\.rawValue), Part.optional.map(\.rawValue))
    // What only some models have is moved last: as long as all the rest waits, nothing was moved, and a part that is not
    // here is one that the model before had alone.
    if required.allSatisfy(staged.contains) {
      for part in optional where !staged.contains(part) { Folder.remove(path + "/" + part) }
    }
    for entry in staged.filter({ !optional.contains($0) }) + staged.filter(optional.contains) {
      try Folder.rename(stagingPath + "/" + entry, to: path + "/" + entry)
    }
    try Folder.sync(path)
    Folder.remove(stagingPath)
  }
}

/// A folder in which a model is gathered before it counts.
public struct StagedModel: Hashable, Sendable {
  let path: String

  /// Where to write a part.
  public func path(of part: ModelFolder.Part) -> String { path + "/" + part.rawValue }

  /// Writes `config.json`: the value's own members and `"format"`, with sorted names.
  /// - Parameter value: must encode itself as an object without a member `format`.
  public func writeConfiguration(_ value: some Encodable) throws(StorageError) {
    try AtomicFile.write(ModelFolder.encodedConfiguration(value), to: path(of: .configuration))
  }

  /// Writes a part that is text.
  public func write(_ text: String, as part: ModelFolder.Part) throws(StorageError) {
    try AtomicFile.write(text, to: path(of: part))
  }
}
