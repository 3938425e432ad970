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
    do {
      if (size(of: path) ?? 0) > 0 { try opened(path, reading: true).read { try requireOurs($0, path) } }
      let database = try opened(path, reading: false)
      try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA application_id = \(applicationID)") }
      try Schema.migrator.migrate(database)
      return ExperimentStore(path: path, database: database, lock: lock)
    } catch {
      throw translated(error, path: path, reading: false)
    }
  }

  /// Opens a store to read; a run may be writing to it. One that an earlier version wrote gets the tables it lacks.
  public static func read(_ path: String) throws(ExperimentError) -> ExperimentStore {
    guard size(of: path) != nil else { throw .noStore(path) }
    do {
      let database = try opened(path, reading: true)
      let (isStore, isComplete) = try database.read { db in
        try requireOurs(db, path)
        return (try !Schema.migrator.appliedMigrations(db).isEmpty, try Schema.migrator.hasCompletedMigrations(db))
      }
      guard isStore else { throw ExperimentError.notAStore(path) }
      if !isComplete { try Schema.migrator.migrate(database) }
      return ExperimentStore(path: path, database: database, lock: nil)
    } catch {
      throw translated(error, path: path, reading: true)
    }
  }

  /// Also to read, a connection may write: after a kill it has to bring the log in order first.
  private static func opened(_ path: String, reading: Bool) throws -> DatabaseQueue {
    var configuration = Connection()
    configuration.journalMode = reading ? .default : .wal
    configuration.busyMode = .timeout(10)
    return try DatabaseQueue(path: path, configuration: configuration)
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

  /// Refuses databases of others, and stores of later versions. One without tables is ours to begin: a run that was
  /// killed at its very start leaves such a file.
  private static func requireOurs(_ db: Database, _ path: String) throws {
    let id = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
    guard id == applicationID || (id == 0 && tables == 0) else { throw ExperimentError.notAStore(path) }
    guard try !Schema.migrator.hasBeenSuperseded(db) else { throw ExperimentError.newerStore(path) }
  }

  /// An error of SQLite in the words of this module.
  static func translated(_ error: any Error, path: String, reading: Bool) -> ExperimentError {
    if let error = error as? ExperimentError { return error }
    guard let error = error as? DatabaseError else { return .store(path, reading: reading, "\(error)") }
    let detail = error.message ?? "\(error.resultCode)"
    return switch error.resultCode.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: .lockedStore(path)
    case .SQLITE_NOTADB: .notAStore(path)
    case .SQLITE_CORRUPT, .SQLITE_FORMAT, .SQLITE_MISMATCH: .corruptStore(path, detail)
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
