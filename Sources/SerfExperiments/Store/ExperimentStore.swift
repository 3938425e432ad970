internal import FoundationEssentials
internal import GRDB
internal import Glibc

/// The results of experiments in one SQLite file; `Documentation/Experiments.md` describes its tables.
///
/// Written cell by cell, each in one transaction: a kill at any moment leaves every finished cell whole. A power cut may
/// take the last of them, which are then trained again.
public final class ExperimentStore: Sendable {
  public let path: String
  let database: DatabaseQueue
  private let lock: StoreLock?

  /// `SERF` in the file's header tells our stores from other databases.
  private static let applicationID = 0x5345_5246

  private init(path: String, database: DatabaseQueue, lock: StoreLock?) {
    (self.path, self.database, self.lock) = (path, database, lock)
  }

  /// Opens a store to add to, and keeps other runs from it; makes one where there is none.
  public static func open(_ path: String) throws(ExperimentError) -> ExperimentStore {
    let lock = try StoreLock(store: path)
    var configuration = Connection()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    let isNew = (size(of: path) ?? 0) == 0
    if !isNew { try requireOurs(path) }
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      if isNew {
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(applicationID)") }
      }
      guard try !database.read(Schema.migrator.hasBeenSuperseded) else { throw ExperimentError.newerStore(path) }
      try Schema.migrator.migrate(database)
      return ExperimentStore(path: path, database: database, lock: lock)
    } catch {
      throw translated(error, path: path, reading: false)
    }
  }

  /// Opens a store to read; a run may be writing to it.
  public static func read(_ path: String) throws(ExperimentError) -> ExperimentStore {
    guard size(of: path) != nil else { throw .noStore(path) }
    try requireOurs(path)
    var configuration = Connection()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      let isComplete = try database.read { db in
        guard try !Schema.migrator.hasBeenSuperseded(db) else { throw ExperimentError.newerStore(path) }
        return try Schema.migrator.hasCompletedMigrations(db)
      }
      guard isComplete else { return try open(path) }
      return ExperimentStore(path: path, database: database, lock: nil)
    } catch {
      throw translated(error, path: path, reading: true)
    }
  }
}

/// GRDB's settings of a connection; ours of that name are cells without a seed.
private typealias Connection = GRDB.Configuration

// MARK: - What the file is
extension ExperimentStore {
  /// Unit: bytes; nil where there is no file.
  private static func size(of path: String) -> Int? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return Int(status.st_size)
  }

  /// Reads the header by itself: SQLite would begin to write into a file that is empty, or a text.
  private static func requireOurs(_ path: String) throws(ExperimentError) {
    var bytes = [UInt8](repeating: 0, count: 72)
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .store(path, reading: true, SystemError.text(errno)) }
    defer { close(descriptor) }
    let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
    guard count == bytes.count, bytes.starts(with: Array("SQLite format 3\u{0}".utf8)) else { throw .notAStore(path) }
    let id = bytes[68..<72].reduce(0) { $0 << 8 | Int($1) }
    guard id == applicationID else { throw .notAStore(path) }
  }

  /// An error of SQLite in the words of this module.
  static func translated(_ error: any Error, path: String, reading: Bool) -> ExperimentError {
    if let error = error as? ExperimentError { return error }
    guard let error = error as? DatabaseError else { return .store(path, reading: reading, "\(error)") }
    let detail = error.message ?? "\(error.resultCode)"
    return switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .lockedStore(path)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT, .SQLITE_MISMATCH: .corruptStore(path, detail)
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: .cannotCreateStore(path, detail)
    case .SQLITE_FULL: .store(path, reading: reading, "the disk is full")
    default: .store(path, reading: reading, detail)
    }
  }

  func write<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(ExperimentError) -> Value {
    do { return try database.write(body) } catch { throw Self.translated(error, path: path, reading: false) }
  }

  func read<Value: Sendable>(_ body: @Sendable (Database) throws -> Value) throws(ExperimentError) -> Value {
    do { return try database.read(body) } catch { throw Self.translated(error, path: path, reading: true) }
  }
}
