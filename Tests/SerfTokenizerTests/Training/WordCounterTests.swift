import FoundationEssentials
import SerfTokenizer
import Testing

@Suite("Word counter")
struct WordCounterTests {
  /// Lines of many lengths, some empty, of words that come again and words that don't.
  private func text(lines: Int, seed: UInt64, end: String = "\n") -> [UInt8] {
    var random = SeededRandom(seed: seed)
    var text: [UInt8] = []
    for _ in 0..<lines {
      for _ in 0..<Int.random(in: 0..<24, using: &random) {
        let rare = Int.random(in: 0..<8, using: &random) == 0
        let number = Int.random(in: 0..<(rare ? 1_000_000 : 300), using: &random)
        text.append(contentsOf: "wört\(number) ".utf8)
      }
      text.append(contentsOf: end.utf8)
    }
    return text
  }

  private func trained(
    _ text: [UInt8], threads: Int, part: Int, memory: Int = 4 << 30
  ) throws -> (json: [UInt8], report: TrainingTextReport) {
    var trainer = try BytePairTrainer(settings: .init(vocabularySize: 500))
    trainer.counter.threads = threads
    trainer.counter.wordMemory = memory
    for start in stride(from: 0, to: text.count, by: part) {
      try trainer.counter.append(text[start..<min(text.count, start + part)].span)
    }
    try trainer.counter.endText()
    return (try trainer.train().json(), trainer.report)
  }

  @Test("threads and the parts in which a text comes change nothing")
  func threads() throws {
    let text = text(lines: 120_000, seed: 1)
    #expect(text.count > 12 << 20)
    let one = try trained(text, threads: 1, part: text.count)
    #expect(one.report.lines == 120_000)
    for (threads, part) in [(2, 1 << 16), (3, 1 << 22), (5, 1 << 20)] {
      let other = try trained(text, threads: threads, part: part)
      #expect(other.report == one.report)
      #expect(other.json == one.json, "\(threads) threads, parts of \(part)")
    }
  }

  @Test("when the memory for words is full the rarest are forgotten, said so, and the same for any number of threads")
  func memory() throws {
    let text = text(lines: 120_000, seed: 2)
    let all = try trained(text, threads: 1, part: text.count)
    #expect(all.report.droppedWords == 0)
    let one = try trained(text, threads: 1, part: text.count, memory: 8 << 20)
    #expect(one.report.droppedWords > 10_000)
    #expect(one.report.droppedOccurrences >= one.report.droppedWords)
    #expect(one.report.words == all.report.words)
    #expect(one.report.distinctWords < all.report.distinctWords / 2)
    for threads in 2...3 {
      let other = try trained(text, threads: threads, part: 1 << 18, memory: 8 << 20)
      #expect(other.report == one.report)
      #expect(other.json == one.json)
    }
  }

  @Test("a line beyond all bounds is cut before a blank, and counted")
  func longLine() throws {
    let line = Array(String(repeating: "one two ", count: 5 << 20).utf8)
    #expect(line.count == 40 << 20)
    for threads in 1...2 {
      var counter = WordCounter(normalizer: nil, preTokenizer: Blanks())
      counter.threads = threads
      try counter.append(line.span)
      try counter.append(Array("\nlast".utf8).span)
      try counter.endText()
      #expect(counter.report.lines == 2)
      #expect(counter.report.bytes == line.count + 4)
      #expect(counter.report.words == 10 << 20 | 1)
      #expect(counter.report.distinctWords == 3)
      #expect(counter.report.cutLines == 2)
    }
  }

  @Test("a line without a blank is cut between characters")
  func unbrokenLine() throws {
    let line = Array(String(repeating: "é", count: 20 << 20).utf8)
    var counter = WordCounter(normalizer: nil, preTokenizer: nil)
    try counter.append(line.span)
    try counter.endText()
    #expect(counter.report.lines == 1)
    #expect(counter.report.bytes == line.count)
    #expect(counter.report.cutLines == 2)
  }

  @Test("what is not UTF-8 is refused with its line in the whole text, or replaced and counted")
  func wrongBytes() throws {
    var text = text(lines: 60_000, seed: 3)
    text.append(contentsOf: [0x61, 0xFF, 0x62, 0x0A])
    for threads in 1...3 {
      var counter = WordCounter(normalizer: UnicodeNormalization(.nfc), preTokenizer: try ICUWords())
      counter.threads = threads
      let error = #expect(throws: TokenizerError.self) {
        try counter.append(text.span)
        try counter.endText()
      }
      #expect(error?.place.line == 60_001)
      #expect(error?.place.byteOffset == text.count - 3)
      #expect(error?.message.hasPrefix("line 60001: the text is not UTF-8: byte 1 ") == true)
      var lossy = WordCounter(normalizer: UnicodeNormalization(.nfc), preTokenizer: try ICUWords())
      lossy.threads = threads
      lossy.isLossy = true
      try lossy.append(text.span)
      try lossy.endText()
      #expect(lossy.report.lines == 60_001)
      #expect(lossy.report.replacedLines == 1)
    }
  }

  @Test("progress is told, at the end too")
  func progress() throws {
    let folder = try ScratchFolder()
    let path = "\(folder.path)/text.txt"
    let text = text(lines: 50_000, seed: 4, end: "\r\n")
    try Data(text).write(to: URL(filePath: path))
    var counter = WordCounter(normalizer: nil, preTokenizer: try ICUWords())
    counter.threads = 1
    var lines: [Int] = []
    try counter.add(contentsOf: [path, path]) { lines.append($0.lines) }
    #expect(lines.last == 100_000)
    #expect(lines == lines.sorted() && lines.count > 2)
    #expect(counter.report.bytes == 2 * (text.count - 100_000))
  }
}
