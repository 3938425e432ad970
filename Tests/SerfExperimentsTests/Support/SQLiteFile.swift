import GRDB

/// A store as another SQLite client sees it.
struct SQLiteFile {
  private let path: String

  init(_ path: String) { self.path = path }

  func execute(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// The first column of every row.
  func rows(_ sql: String) throws -> [String] {
    try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
  }

  func text(_ sql: String) throws -> String? { try rows(sql).first }
}
