import Glibc

/// The numbered checkpoints of a training run: `000120/`, and the file `current` that names the one that counts.
///
/// A checkpoint is written under another name, synced and renamed; then `current` is replaced by a rename. So a kill at any
/// moment leaves `current` naming a whole checkpoint, the previous or the next.
public struct CheckpointStore: Hashable, Sendable {
  public let path: String

  package init(path: String) {
    self.path = path
  }

  private var currentPath: String { path + "/current" }

  /// A checkpoint on disk.
  public struct Checkpoint: Hashable, Sendable {
    /// How many updates were done.
    public let update: Int
    /// Its folder.
    public let path: String
  }

  /// Six digits at least, so that names sort as numbers do.
  private static func name(_ update: Int) -> String {
    let digits = String(update)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// The number of a checkpoint's name; nil for other names.
  private static func update(_ name: String) -> Int? {
    guard let update = Int(name), update >= 0, self.name(update) == name else { return nil }
    return update
  }

  private func checkpoint(_ update: Int) -> Checkpoint {
    Checkpoint(update: update, path: path + "/" + Self.name(update))
  }
}

// MARK: - Reading
extension CheckpointStore {
  /// The checkpoint that counts; nil when there is none yet.
  /// - Throws: ``StorageError`` with the code `.corruptData` when `current` is damaged or names a folder that is missing.
  public func current() throws(StorageError) -> Checkpoint? {
    guard Folder.kind(of: currentPath) == .file else { return nil }
    let bytes = try ByteStream.contents(of: currentPath)
    guard bytes.last == 0x0A, let update = Self.update(String(decoding: bytes.dropLast(), as: UTF8.self)) else {
      throw .brokenCheckpoint(currentPath, detail: "does not hold the number of a checkpoint")
    }
    let checkpoint = checkpoint(update)
    guard Folder.kind(of: checkpoint.path) == .folder else {
      throw .brokenCheckpoint(checkpoint.path, detail: "is missing, though \(currentPath) names it")
    }
    return checkpoint
  }

  /// All checkpoints up to the current one, oldest first.
  public func all() throws(StorageError) -> [Checkpoint] {
    guard let current = try current() else { return [] }
    return try numbered().filter { $0 <= current.update }.map(checkpoint)
  }

  private func numbered() throws(StorageError) -> [Int] {
    try Folder.entries(of: path).compactMap(Self.update).sorted()
  }
}

// MARK: - Writing
extension CheckpointStore {
  /// Writes a checkpoint, makes it current, and deletes old ones.
  ///
  /// Does nothing when that checkpoint is current already.
  /// - Parameters:
  ///   - update: how many updates are done; its number.
  ///   - keep: how many checkpoints stay, this one included.
  ///   - body: writes the files into the folder that it is given.
  /// - Throws: ``StorageError``; the previous checkpoint then still counts and nothing of this one is left.
  public func write(
    update: Int, keep: Int, _ body: (_ folder: String) throws(StorageError) -> Void
  ) throws(StorageError) {
    precondition(update >= 0 && keep >= 1, "checkpoint \(update), keeping \(keep)")
    let target = checkpoint(update)
    try Folder.create(path)
    removeLeftovers()
    // Resumed from this very checkpoint: the same update holds the same bits, and what counts is never touched.
    if try current() == target { return }
    let temporary = try Folder.createTemporary(beside: target.path)
    do throws(StorageError) {
      try body(temporary)
      try Folder.syncWithFiles(temporary)
      // Left by a kill after the rename and before `current` named it.
      Folder.remove(target.path)
      try Folder.rename(temporary, to: target.path)
      try Folder.sync(path)
    } catch {
      Folder.remove(temporary)
      throw error
    }
    try AtomicFile.write(Self.name(update) + "\n", to: currentPath)
    try prune(current: update, keep: keep)
  }

  /// Deletes all but the newest `keep` up to the current one; what is newer was never current or belongs to a run that
  /// was left.
  private func prune(current: Int, keep: Int) throws(StorageError) {
    let numbers = try numbered()
    let kept = numbers.filter { $0 <= current }.suffix(keep)
    for number in numbers where !kept.contains(number) { Folder.remove(checkpoint(number).path) }
  }

  /// Deletes what a killed process left half-written.
  private func removeLeftovers() {
    for entry in (try? Folder.entries(of: path)) ?? [] where entry.hasPrefix(".") && entry.hasSuffix(".tmp") {
      Folder.remove(path + "/" + entry)
    }
  }

  /// Deletes all checkpoints, first of all the file that makes one of them count.
  package func removeAll() throws(StorageError) {
    unsafe unlink(currentPath)
    try Folder.sync(path)
    for number in try numbered() { Folder.remove(checkpoint(number).path) }
    removeLeftovers()
  }
}
