import SerfData
import TestSupport
import Testing

@Suite struct WordVectorReaderTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func read(
    _ content: String, dimension: Int? = nil, wanted: [String]? = nil
  ) throws -> [(word: String, vector: [Float])] {
    let reader = try WordVectorReader(path: folder.file("vectors", content), expectedDimension: dimension)
    var found: [(word: String, vector: [Float])] = []
    try reader.forEach { word in
      let word = String(decoding: word.indices.map { word[$0] }, as: UTF8.self)
      return wanted?.contains(word) ?? true
    } _: { word, vector in
      found.append(
        (String(decoding: word.indices.map { word[$0] }, as: UTF8.self), vector.indices.map { vector[$0] }))
    }
    return found
  }

  @Test(
    "GloVe, word2vec and fastText files",
    arguments: [
      "the 1 -0.5 2e-1\n. . . 0 +1 .5\n", "2 3\nthe 1 -0.5 2e-1\n. . . 0 +1 .5\n",
      "2 3\nthe 1 -0.5 2e-1 \n. . . 0 +1 .5 \n",
      "the\t1\t-0.5\t2e-1\r\n\n. . .  0 +1   .5",
    ])
  func formats(content: String) throws {
    let found = try read(content, dimension: 3)
    #expect(found.map(\.word) == ["the", ". . ."])
    #expect(found.map(\.vector) == [[1, -0.5, 0.2], [0, 1, 0.5]])
  }

  @Test("only wanted rows are converted: another may hold anything that is long enough")
  func wanted() throws {
    #expect(try read("a 1 2\nb x y\nc 3 4\n", wanted: ["a", "c"]).map(\.vector) == [[1, 2], [3, 4]])
  }

  @Test("the header's figures are known")
  func header() throws {
    let reader = try WordVectorReader(path: folder.file("v", "70 2\na 1 2\n"))
    #expect(reader.announcedCount == 70)
    #expect(reader.dimension == 2)
  }

  @Test(
    "unsound files are refused with the line",
    arguments: [
      ("", ": holds no vector; lines of a word and its numbers are expected"),
      ("3 2\n", ": holds no vector; lines of a word and its numbers are expected"),
      ("word\n", ":1: is not a word and its numbers; GloVe, word2vec (text) or fastText (.vec) is expected"),
      ("a 1 2\nb 1\n", ":2: 1 number found where 2 are expected"),
      ("a 1 2\nb 1 2 3\n", ":2: 3 numbers found where 2 are expected"),
      ("a 1 2\n 1 2\n", ":2: is not a word and its numbers; GloVe, word2vec (text) or fastText (.vec) is expected"),
      ("a 1 2\nb 1 x\n", ":2: found \"x\" where a finite number is expected"),
      ("a 1 2\nb nan 1\n", ":2: found \"nan\" where a finite number is expected"),
      ("a 1 2\nb 1e99 1\n", ":2: found \"1e99\" where a finite number is expected"),
      ("a 1 2\nb 0x1 1\n", ":2: found \"0x1\" where a finite number is expected"),
    ])
  func refused(content: String, message: String) {
    let error = #expect(throws: DataError.self) { try read(content) }
    #expect(error?.message == folder.path("vectors") + message)
  }

  @Test("another width than the model's is refused at once")
  func width() {
    let error = #expect(throws: DataError.self) { try read("a 1 2 3\n", dimension: 300) }
    #expect(
      error?.message
        == folder.path("vectors") + ":1: its vectors have 3 numbers; the model's embeddings are 300 wide")
  }

  @Test("random bytes never trap", arguments: 0..<200)
  func fuzz(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = ["a", " ", "\t", "1", "-0.5", "\n", "\r\n", "9999999999999999999", "2 3\n", "é", "."]
    var bytes: [UInt8] = []
    for _ in 0..<(random.next() % 60) {
      bytes += random.next() % 8 == 0 ? random.bytes(2) : Array(pieces[Int(random.next() % UInt64(pieces.count))].utf8)
    }
    guard let reader = try? WordVectorReader(path: folder.file("noise", bytes)) else { return }
    try? reader.forEach { _ in
      true
    } _: { _, vector in
      if vector.count != reader.dimension { Issue.record("\(vector.count) numbers in seed \(seed)") }
    }
  }
}
