import Foundation
import SerfData
import SerfStorage
import TestSupport
import Testing

@Suite("Sentence pairs")
struct ParallelDataTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func lines(_ source: String, _ target: String) throws -> ParallelFiles {
    .lines(source: try folder.write(source, to: "a.en"), target: try folder.write(target, to: "a.de"))
  }

  private func message(
    _ files: ParallelFiles, _ options: ParallelReader.Options = .init()
  ) throws -> String {
    try #require(throws: DataError.self) { try ParallelData(files, options: options) }.message
      .replacing(folder.path + "/", with: "")
  }

  @Test("two files line by line; carriage returns, blanks around and a missing last line end are no part of a sentence")
  func twoFiles() throws {
    let data = try ParallelData(lines("one\r\n two \nthree", "eins\nzwei\ndrei\n"))
    #expect(data.pairs.map(\.source) == ["one", "two", "three"])
    #expect(data.pairs.map(\.target) == ["eins", "zwei", "drei"])
    #expect(data.notes == [])
  }

  @Test("pairs with an empty side are skipped and counted, or kept where a test set needs them")
  func emptyLines() throws {
    let files = try lines("one\n\nthree\nfour\n", "eins\nzwei\n \nvier\n")
    let data = try ParallelData(files)
    #expect(data.pairs.map(\.source) == ["one", "four"])
    #expect(data.notes.count == 1 && data.notes[0].hasSuffix("2 of 4 pairs have an empty side and are skipped"))
    #expect(try ParallelData(files, options: .init(keepsEmpty: true)).pairs.count == 4)
  }

  @Test("files of different length are refused with both counts")
  func differentCounts() throws {
    let found = try message(lines("one\ntwo\nthree\n", "eins\nzwei\n"))
    #expect(
      found == "a.en has 3 lines and a.de 2; parallel files have as many, line by line translations of each other")
  }

  @Test("a table of two columns, with a header or without")
  func table() throws {
    let plain = try ParallelData(.table(folder.write("one\teins\ntwo\tzwei\n", to: "p.tsv")))
    #expect(plain.pairs == [SentencePair(source: "one", target: "eins"), SentencePair(source: "two", target: "zwei")])
    let header = ParallelFiles.table(try folder.write("en\tde\none\teins\n", to: "h.tsv"))
    let data = try ParallelData(header, options: .init(sourceLanguage: "en", targetLanguage: "de"))
    #expect(data.pairs.count == 1 && data.notes.count == 1)
    #expect(try ParallelData(header).pairs.count == 2)
  }

  @Test("a header may name languages, also the other way round; blank lines of a table are no pairs")
  func headers() throws {
    let options = ParallelReader.Options(keepsEmpty: true, sourceLanguage: "en", targetLanguage: "de")
    for (header, row) in [("English\tGerman", "one\teins"), ("de\ten", "eins\tone"), ("target\tsource", "eins\tone")] {
      let table = ParallelFiles.table(try folder.write("\(header)\n\n\(row)\n\n", to: "h.tsv"))
      let data = try ParallelData(table, options: options)
      #expect(data.pairs == [SentencePair(source: "one", target: "eins")], "\(header)")
      #expect(data.notes.contains { $0.contains("the second column is the source") } == !header.hasPrefix("English"))
    }
  }

  @Test("a line of a table without two columns is refused", arguments: ["one", "one\teins\tuno"])
  func columns(line: String) throws {
    let count = line.split(separator: "\t").count == 1 ? "1 column" : "3 columns"
    let found = try message(.table(folder.write("two\tzwei\n\(line)\n", to: "p.tsv")))
    #expect(found == "p.tsv:2: \(count) found where 2 are expected: a sentence, a tab and its translation")
  }

  @Test("what is not UTF-8 is refused with line and byte, or replaced and counted")
  func invalidText() throws {
    let source = folder.path("b.en")
    try Data([UInt8](Array("one\ntw".utf8) + [0xFF, 0x0A])).write(to: URL(fileURLWithPath: source))
    let files = ParallelFiles.lines(source: source, target: try folder.write("eins\nzwei\n", to: "b.de"))
    #expect(
      try message(files)
        == "b.en:2: byte 3 is not UTF-8; convert the file, or say --lossy to replace such bytes")
    let data = try ParallelData(files, options: .init(lossy: true))
    #expect(data.pairs[1].source == "tw\u{FFFD}")
    #expect(data.notes.count == 1 && data.notes[0].contains("1 sentence is not UTF-8"))
  }

  @Test("no pair at all, and no such file")
  func nothing() throws {
    #expect(try message(lines("", "")).hasSuffix("holds no sentence pair"))
    let error = try #require(throws: DataError.self) { try ParallelData(.table(folder.path("none.tsv"))) }
    #expect(error.code == .storage && error.cause?.code == .noSuchInput)
  }

  @Test("a tenth each is held out, a thousand at most, by seed")
  func split() {
    let split = ParallelSplit(count: 100, seed: 1)
    #expect(split.dev.count == 10 && split.test.count == 10 && split.train.count == 80)
    #expect(Set(split.dev + split.test + split.train).count == 100)
    #expect(ParallelSplit(count: 100, seed: 1) == split && ParallelSplit(count: 100, seed: 2) != split)
    #expect(ParallelSplit(count: 100, dev: false, seed: 1).test == split.test)
    #expect(ParallelSplit(count: 50_000, seed: 1).test.count == 1000)
    #expect(ParallelSplit(count: 2, seed: 1).train == [0, 1])
  }
}
