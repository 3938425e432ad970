import Foundation
import Glibc
import SerfData
import SerfStorage
import TestSupport
import Testing

@Suite("Sentence pairs of any number")
struct PairSourceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ name: String, _ numbers: Range<Int>) throws -> ParallelFiles {
    .table(try folder.write(numbers.map { $0 % 7 == 3 ? "\n" : "s\($0)\tt\($0)\n" }.joined(), to: name))
  }

  private func all(_ source: PairSource) throws -> [SentencePair] {
    var pairs: [SentencePair] = []
    let chunks = source.chunks()
    while let chunk = try chunks.next() { pairs += chunk }
    return pairs
  }

  @Test("what is read from files again is what would be in memory, with the same notes, whatever is left out")
  func sameEitherWay() throws {
    // More than is handed out at a time.
    let files = [try table("a.tsv", 0..<12_000), try table("b.tsv", 12_000..<12_100)]
    var (notes, otherNotes) = ([String](), [String]())
    var small = try PairSource(files, options: .init()) { notes.append($0) }
    var large = try PairSource(files, options: .init(), mostText: 1000) { otherNotes.append($0) }
    #expect(small.inMemory != nil && large.inMemory == nil && notes == otherNotes && notes.count == 2)
    #expect(small.count == large.count && small.count < 12_100)
    #expect(try all(small) == small.inMemory && all(large) == small.inMemory)
    let numbers: Set = [0, 5, 9000, small.count - 1]
    #expect(try small.pairs(numbers) == large.pairs(numbers))
    #expect(try small.pairs([5]) == [SentencePair(source: "s6", target: "t6")])
    small.leaveOut(numbers)
    large.leaveOut(numbers)
    #expect(small.count == large.count)
    #expect(try all(small) == all(large) && all(small).count == small.count)
    #expect(try !all(large).contains(SentencePair(source: "s6", target: "t6")))
  }

  @Test("a large file that changes while it is read is refused", arguments: [90, 110])
  func changed(count: Int) throws {
    let source = try PairSource([table("a.tsv", 0..<100)], options: .init(), mostText: 10)
    _ = try table("a.tsv", 0..<count)
    let error = try #require(throws: DataError.self) { try all(source) }
    #expect(error.message.contains("training pairs where it had 86 a moment ago"))
  }

  @Test("a large pipe is refused: it can't be read twice; a small one is read")
  func pipe() throws {
    let path = folder.path("pipe")
    func source(mostText: Int) throws -> PairSource {
      try? FileManager.default.removeItem(atPath: path)
      let status = unsafe mkfifo(path, 0o600)
      #expect(status == 0)
      let writer = Thread { try? "one\teins\ntwo\tzwei\n".write(toFile: path, atomically: false, encoding: .utf8) }
      writer.start()
      return try PairSource([.table(path)], options: .init(), mostText: mostText)
    }
    #expect(try source(mostText: 100).count == 2)
    let error = try #require(throws: DataError.self) { try source(mostText: 8) }
    #expect(error.message.contains("is no file that can be read twice"))
  }
}

@Suite("Rows of numbers in a file")
struct NumberRowsTests {
  @Test("rows are read back in any order, and tell the same fingerprint as rows in memory")
  func rows() throws {
    let folder = try TemporaryFolder()
    var random = SeededRandom(seed: 3)
    let rows: [[Int32]] = (0..<3000).map { row in
      (0..<Int(random.next() >> 33) % 40).map { _ in Int32(truncatingIfNeeded: random.next() >> 40) + Int32(row) }
    }
    var memory = NumberRows<Int32>()
    var writer = try NumberRowsWriter<Int32>(beside: folder.path("model"))
    for row in rows {
      memory.append(row)
      try writer.append(row)
    }
    let mapped = try writer.finish()
    #expect(mapped.count == 3000 && memory.count == 3000)
    for row in rows.indices.reversed() {
      #expect(
        Array(mapped[row]) == rows[row] && Array(memory[row]) == rows[row] && mapped.length(of: row) == rows[row].count)
    }
    var (first, second) = (Fingerprint(), Fingerprint())
    first.add(memory)
    second.add(mapped)
    #expect(first == second)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path(".")).isEmpty)
  }

  @Test("a folder that can't be written to is an error that names the model")
  func unwritable() throws {
    let error = try #require(throws: StorageError.self) {
      _ = try NumberRowsWriter<Int32>(beside: "/proc/none/model").count()
    }
    #expect(error.path.contains("/proc"))
  }
}

extension NumberRowsWriter {
  fileprivate consuming func count() throws(StorageError) -> Int { try finish().count }
}
