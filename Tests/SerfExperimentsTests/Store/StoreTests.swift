import Foundation
import SerfExperiments
import TestSupport
import Testing

@Suite("A store")
struct StoreTests {
  @Test("that is not there, no store, cut short, newer or in use is refused with the way out")
  func refused() throws {
    let toy = try ToyExperiment()
    func error(_ name: String, opens: Bool = true) -> ExperimentError? {
      do {
        _ = try opens ? ExperimentStore.open(toy.folder.path(name)) : ExperimentStore.read(toy.folder.path(name))
        return nil
      } catch { return error }
    }
    #expect(error("none.sqlite", opens: false)?.code == .noSuchInput)
    #expect(error("no/folder/a.sqlite")?.code == .cannotCreate)

    try toy.folder.write(
      "just a text, and not a short one, since a header has a hundred bytes or more", to: "text.sqlite")
    for opens in [true, false] {
      #expect(error("text.sqlite", opens: opens)?.code == .corruptStore)
      #expect(error("text.sqlite", opens: opens)?.message.contains("no store of experiments") == true)
    }
    // Nothing of another's file is changed.
    #expect(try toy.folder.read("text.sqlite").hasPrefix("just a text"))

    do {
      let store = try toy.store("used.sqlite")
      try toy.run(in: store)
      #expect(error("used.sqlite")?.code == .lockedStore)
      // Reading beside a run is fine.
      #expect(error("used.sqlite", opens: false) == nil)
    }
    #expect(error("used.sqlite") == nil)

    let whole = try toy.folder.read(bytes: "used.sqlite")
    try toy.folder.write(Data(whole.prefix(whole.count / 2)), to: "cut.sqlite")
    #expect(error("cut.sqlite")?.code == .corruptStore)
    // Cut within its first page.
    try toy.folder.write(Data(whole.prefix(50)), to: "stump.sqlite")
    #expect(error("stump.sqlite")?.code == .corruptStore)
    // A database of another program.
    try SQLiteFile(toy.folder.path("other.sqlite")).execute("CREATE TABLE mine (a)")
    #expect(error("other.sqlite")?.message.contains("no store of experiments") == true)
    #expect(try SQLiteFile(toy.folder.path("other.sqlite")).text("PRAGMA journal_mode") == "delete")
    var scrambled = whole
    for index in stride(from: 4096, to: scrambled.count, by: 7) { scrambled[index] = 0x55 }
    try toy.folder.write(scrambled, to: "scrambled.sqlite")
    #expect(error("scrambled.sqlite", opens: false)?.code == .corruptStore)
  }

  @Test("of a later version is refused, and left as it is")
  func newer() throws {
    let toy = try ToyExperiment()
    try toy.run(in: toy.store("a.sqlite"))
    try SQLiteFile(toy.folder.path("a.sqlite")).execute("INSERT INTO grdb_migrations VALUES ('99: of the future')")
    for opens in [true, false] {
      let error = #expect(throws: ExperimentError.self) {
        _ =
          try opens
          ? ExperimentStore.open(toy.folder.path("a.sqlite")) : ExperimentStore.read(toy.folder.path("a.sqlite"))
      }
      #expect(error?.code == .newerStore)
    }
  }

  @Test("that an earlier version wrote is read, and gone on with")
  func earlier() throws {
    let toy = try ToyExperiment()
    try toy.run(in: toy.store("a.sqlite"))
    let path = toy.folder.path("a.sqlite")
    for sql in [
      "DROP TABLE translations", "ALTER TABLE items DROP COLUMN reference",
      "ALTER TABLE activations DROP COLUMN units", "ALTER TABLE activations DROP COLUMN activation",
      "DELETE FROM grdb_migrations WHERE identifier LIKE '2:%' OR identifier LIKE '3:%'",
    ] { try SQLiteFile(path).execute(sql) }
    #expect(try ExperimentStore.read(path).study().configurations.flatMap(\.cells).count == 12)
    #expect(try toy.run(in: toy.store("a.sqlite")).trained == 0)
  }

  @Test("lists its experiments, and says which there are when one is not")
  func listing() throws {
    let toy = try ToyExperiment(task: ToyTask(failing: ["serf 3"]))
    let store = try toy.store()
    try toy.run(in: store)
    let listing = try #require(try store.listings().first)
    #expect(listing.name == "toy" && listing.total == 12 && listing.finished == 11 && listing.failed == 1)
    #expect(listing.reasons.map(\.text) == ["this is nonsense"] && listing.reasons.map(\.count) == [1])
    let error = #expect(throws: ExperimentError.self) { try store.study("other") }
    #expect(error?.code == .noSuchExperiment)
    #expect(error?.message.hasSuffix("there is no experiment 'other'; it has toy") == true)
    #expect(try store.study().name == "toy")
  }

  @Test("has the documented tables and columns, keys between them that hold, and the write-ahead log")
  func schema() throws {
    let toy = try ToyExperiment()
    try toy.run(in: toy.store())
    let file = SQLiteFile(toy.folder.path("store.sqlite"))
    #expect(try file.text("PRAGMA journal_mode") == "wal")
    #expect(try file.text("SELECT COUNT(*) FROM pragma_foreign_key_check") == "0")
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Documentation/Experiments.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let tables = try file.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'grdb%' AND name NOT LIKE 'sqlite%'")
    #expect(tables.count == 14)
    for table in tables {
      #expect(text.contains("| `\(table)` |"), "Documentation/Experiments.md lacks the table \(table)")
      for column in try file.rows("SELECT name FROM pragma_table_info('\(table)')") {
        #expect(text.contains("`\(column)`"), "Documentation/Experiments.md lacks \(table).\(column)")
      }
    }
  }

  @Test("of the moment that a killed process left is taken away, one in use is not")
  func scratch() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/serf-nlp-scratch-0-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder + "/scratch.sqlite"))
    try ExperimentStore.withScratch { outer throws(ExperimentError) in
      #expect(!FileManager.default.fileExists(atPath: folder))
      try ExperimentStore.withScratch { _ throws(ExperimentError) in }
      #expect(FileManager.default.fileExists(atPath: outer.path))
    }
  }

  @Test("can be queried by any SQLite client: figures by configuration and seed")
  func query() throws {
    let toy = try ToyExperiment()
    try toy.run(in: toy.store())
    let rows = try SQLiteFile(toy.folder.path("store.sqlite")).rows(
      """
      SELECT configurations.name || ' ' || seed || ' ' || value FROM figures JOIN cells ON cells.id = cell_id
      JOIN configurations ON configurations.id = configuration_id
      WHERE part = 'test' AND figures.name = 'majority' ORDER BY position, seed LIMIT 2
      """)
    #expect(rows == ["activation=relu 1 0.5", "activation=relu 2 0.5"])
  }
}
