internal import GRDB
internal import SerfTraining

/// The items of a part: what cells answer or translate. Cells that see the same items share one set of them.
struct StoredItems {
  let part: String
  let fingerprint: String
  let labels: [String]
  /// Numbers of labels; 0 where there are none.
  let gold: [Int]
  /// Empty where they come from an export.
  let texts: [String]
  /// What translations are held against; empty for other tasks.
  var references: [String] = []

  /// Finds the set, or makes it.
  /// - Returns: its id.
  func set(of experiment: Int64, _ db: Database) throws -> Int64 {
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM item_sets WHERE experiment_id = ? AND part = ? AND fingerprint = ?",
      arguments: [experiment, part, fingerprint])
    if let known {
      try addTexts(to: known, db)
      return known
    }
    try db.execute(
      sql: "INSERT INTO item_sets (experiment_id, part, fingerprint, labels) VALUES (?, ?, ?, ?)",
      arguments: [experiment, part, fingerprint, JSONList.text(of: labels)])
    let set = db.lastInsertedRowID
    let insert = try db.cachedStatement(
      sql: "INSERT INTO items (item_set_id, number, gold, text, reference) VALUES (?, ?, ?, ?, ?)")
    for (number, gold) in gold.enumerated() {
      try insert.execute(arguments: [set, number, gold, text(number), reference(number)])
    }
    return set
  }

  /// Adds the texts that items from an export lack.
  private func addTexts(to set: Int64, _ db: Database) throws {
    guard !texts.isEmpty,
      try Bool.fetchOne(
        db, sql: "SELECT text IS NULL FROM items WHERE item_set_id = ? AND number = 0", arguments: [set]) == true
    else { return }
    let update = try db.cachedStatement(
      sql: "UPDATE items SET text = ?, reference = ? WHERE item_set_id = ? AND number = ?")
    for number in texts.indices { try update.execute(arguments: [text(number), reference(number), set, number]) }
  }

  private func text(_ number: Int) -> String? { texts.indices.contains(number) ? texts[number] : nil }
  private func reference(_ number: Int) -> String? {
    references.indices.contains(number) ? references[number] : nil
  }
}

// MARK: - Fingerprints
extension PartAnswers {
  /// The number of items, and FNV-1a of 64 bits over labels, texts and right answers.
  var itemFingerprint: String {
    var hash = ItemHash()
    for text in labels + texts { hash.add(text) }
    for answer in gold { for shift in [0, 8, 16, 24] { hash.add(UInt8(truncatingIfNeeded: answer >> shift)) } }
    return hash.name(count: gold.count)
  }
}

extension SentenceScores {
  /// The number of sentences, and FNV-1a of 64 bits over sources and references.
  var itemFingerprint: String {
    var hash = ItemHash()
    for text in sources + references { hash.add(text) }
    return hash.name(count: chrf.count)
  }
}

private struct ItemHash {
  private var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0)
  }

  func name(count: Int) -> String { "\(count)-" + String(value, radix: 16) }
}
