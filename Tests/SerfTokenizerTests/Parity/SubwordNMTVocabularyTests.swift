import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("subword-nmt's vocabulary")
struct SubwordNMTVocabularyTests {
  private static let codes = Array(
    """
    #version: 0.2
    l o
    lo w</w>
    e r</w>
    lo w
    low er</w>
    """.utf8)

  private func shown(_ text: String, _ tokenizer: Tokenizer) throws -> String {
    try tokenizer.encode(text).ids.map { tokenizer.shownToken(of: $0) ?? "" }.joined(separator: " ")
  }

  @Test("a token that is not in the vocabulary, or too rare, is taken apart as far as need be")
  func takenApart() throws {
    let vocabulary = Array("lower 1\nlow 9\nlo@@ 5\nlow@@ 4\ner 7\n".utf8)
    let all = try Tokenizer(subwordNMT: Self.codes)
    #expect(try shown("lower low lowing", all) == "lower low low@@ i@@ n@@ g")
    let some = try Tokenizer(subwordNMT: Self.codes, vocabulary: vocabulary, threshold: 4)
    #expect(try shown("lower low lowing", some) == "low@@ er low low@@ i@@ n@@ g")
    let few = try Tokenizer(subwordNMT: Self.codes, vocabulary: vocabulary, threshold: 5)
    #expect(try shown("lower low lowing", few) == "lo@@ w@@ er low lo@@ w@@ i@@ n@@ g")
    let none = try Tokenizer(subwordNMT: Self.codes, vocabulary: [])
    #expect(try shown("lower", none) == "l@@ o@@ w@@ e@@ r")
  }

  @Test("offsets are those of the parts, and the text comes back")
  func offsets() throws {
    let tokenizer = try Tokenizer(subwordNMT: Self.codes, vocabulary: Array("low@@ 4\ner 7\n".utf8), threshold: 5)
    let encoding = try tokenizer.encode("a lower")
    #expect(encoding.offsets == [0..<1, 2..<3, 3..<4, 4..<5, 5..<7])
    #expect(try tokenizer.decode(encoding.ids) == "a lower")
  }

  @Test("tokenizer.json keeps it under a name of its own, and subword-nmt's own two files do")
  func written() throws {
    let tokenizer = try Tokenizer(subwordNMT: Self.codes, vocabulary: Array("low@@ 4\ner 7\n".utf8))
    let again = try Tokenizer(json: tokenizer.json())
    #expect(try again.encode("lower low") == tokenizer.encode("lower low"))
    #expect(throws: TokenizerError.self) { try tokenizer.huggingFaceJSON() }
    let files = try tokenizer.subwordNMT()
    let third = try Tokenizer(subwordNMT: files.codes, vocabulary: files.vocabulary)
    #expect(try third.encode("lower low") == tokenizer.encode("lower low"))
  }

  @Test("a line without a count is refused with its number")
  func refused() {
    let error = #expect(throws: TokenizerError.self) {
      try Tokenizer(subwordNMT: Self.codes, vocabulary: Array("low 5\nlo@@\n".utf8))
    }
    #expect(error?.message == "line 2: found \"lo@@\", expected a token, a blank and its count")
    #expect(error?.place.line == 2)
  }

  @Test(
    "subword-nmt's own corpus is cut as it cuts it at each threshold",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: [0, 10, 50, 1000])
  func corpus(threshold: Int) throws {
    let data = try Data(contentsOf: HuggingFaceReference.folder.appending(path: "subword_nmt.json"))
    let expected = try JSONDecoder().decode([String: String].self, from: data)
    var counts: [Substring: Int] = [:]
    let reference = try Corpora.text("tokenizers/subword-nmt/corpus.bpe.ref.en")
    for token in reference.split(whereSeparator: { " \n".contains($0) }) { counts[token, default: 0] += 1 }
    let lines = counts.map { "\($0) \($1)\n" }.joined()
    let tokenizer = try Tokenizer(
      subwordNMT: Array(Corpora.text("tokenizers/subword-nmt/bpe.ref").utf8), vocabulary: Array(lines.utf8),
      threshold: threshold)
    var hash = SHA256()
    let text = try Corpora.text("tokenizers/subword-nmt/corpus.en")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where line.utf8.allSatisfy({ $0 < 0x80 })
    {
      hash.update(Array((try shown(String(line), tokenizer) + "\n").utf8))
    }
    #expect(hash.finish() == expected["\(threshold)"])
  }
}
