import FoundationEssentials
import Glibc
import SerfTokenizer
import Testing

/// Damaged files of every kind. `SERF_FUZZ_CASES` sets how many of each (2,000 without), `SERF_FUZZ_FIRST` the number
/// of the first: a case follows from its number alone.
@Suite("Damaged files")
struct FuzzTests {
  private static func number(_ variable: String, default absent: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) } ?? absent
  }

  private static let first = number("SERF_FUZZ_FIRST", default: 0)
  private static let count = number("SERF_FUZZ_CASES", default: 2_000)

  @Test(
    "a damaged file is refused with a reason, or loads and then encodes and decodes", arguments: try FuzzedLoader.all())
  func damaged(loader: FuzzedLoader) throws {
    let record = FuzzRecord(loader: loader.name)
    try FuzzCase(number: 0).use(loader.load(loader.file))
    var loaded = 0
    for number in Self.first..<Self.first + Self.count {
      let start = ContinuousClock.now
      let bytes = FuzzCase(number: number).file(from: loader)
      record.begin(number, bytes)
      do throws(TokenizerError) {
        let tokenizer = try loader.load(bytes)
        loaded += 1
        try FuzzCase(number: number).use(tokenizer)
      } catch {
        #expect(!error.message.isEmpty, "\(loader.name), case \(number)")
      }
      // A hang is a fault like any other: a case takes a fraction of a millisecond.
      #expect(ContinuousClock.now - start < .seconds(5), "\(loader.name), case \(number)")
    }
    record.end()
    print("\(loader.name): \(loaded) of \(Self.count) damaged files load")
  }
}

/// What is done to one copy of a file: all of it follows from the number.
private struct FuzzCase {
  let number: UInt64

  func file(from loader: FuzzedLoader) -> [UInt8] {
    var random = SeededRandom(seed: number)
    var bytes = loader.file
    // Cases that stay JSON get deeper; the others hold the parser to it.
    let keepsForm = loader.isJSON && Int.random(in: 0..<4, using: &random) > 0
    for _ in 0..<[1, 1, 1, 2, 3, 6][Int.random(in: 0..<6, using: &random)] {
      if keepsForm { JSONMutator().mutate(&bytes, &random) } else { ByteMutator().mutate(&bytes, &random) }
    }
    return bytes
  }

  private static let texts = [
    "", "the old sea, naïve café", "</s> <pad>我们 ไทย e\u{301}\u{315} 👩‍👩‍👧\u{0} ﬁ İ한", " a\r\n\t b▁ab 3.14 don't  ",
  ]

  /// Does with a tokenizer what its user would: what it refuses is fine, what it gives must be sound.
  func use(_ tokenizer: Tokenizer) throws(TokenizerError) {
    for text in Self.texts {
      do throws(TokenizerError) {
        try use(tokenizer, text)
      } catch {
        if error.message.isEmpty { Issue.record("case \(number): no message") }
      }
    }
    // Vocabularies that a format can't hold are refused; what is written is read.
    if let json = try? tokenizer.json() { _ = try Tokenizer(json: json) }
    guard number % 4 == 0 else { return }
    _ = try? tokenizer.huggingFaceJSON()
    _ = try? tokenizer.subwordNMT()
    _ = try? tokenizer.gpt2Files()
    _ = try? tokenizer.tiktokenRanks()
    _ = try? tokenizer.vocabularyList()
    // It looks at all of Unicode.
    if number % 64 == 0 { _ = try? tokenizer.sentencePiece() }
  }

  private func use(_ tokenizer: Tokenizer, _ text: String) throws(TokenizerError) {
    let encoding = try tokenizer.encode(text)
    let size = Int32(clamping: tokenizer.vocabularySize)
    let length = text.utf8.count
    let areSound = encoding.ids.allSatisfy { 0 <= $0 && $0 < size } && encoding.ids.count == encoding.offsets.count
    if !areSound || encoding.offsets.contains(where: { $0.upperBound > length }) {
      Issue.record("case \(number): ids or offsets out of range for \(text.debugDescription)")
    }
    _ = try tokenizer.decode(encoding.ids, skipSpecialTokens: false)
    _ = try tokenizer.encode(text, "sea")
    _ = try tokenizer.encodeIDs(text, addSpecialTokens: false)
    _ = try tokenizer.count(text)
    _ = try tokenizer.encodeBatch([text, "sea"], threads: 1)
    _ = try tokenizer.truncate(text, toTokens: 3)
    var stream = tokenizer.streamingDecoder()
    for id in encoding.ids { _ = try stream.next(id) }
    _ = try stream.finish()
  }
}

/// A trap ends the process, so the case at work stands in two files of the temporary folder: `serf-fuzz-LOADER.case`
/// has its number, `serf-fuzz-LOADER.file` what was to be loaded. They are gone when all went well.
private struct FuzzRecord: ~Copyable {
  private let paths: [String]
  private let descriptors: [Int32]

  init(loader: String) {
    let folder = FileManager.default.temporaryDirectory
    paths = ["case", "file"].map { folder.appending(path: "serf-fuzz-\(loader).\($0)").path() }
    descriptors = paths.map { unsafe open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  func begin(_ number: UInt64, _ file: [UInt8]) {
    write(Array("\(number)\n".utf8), to: descriptors[0])
    write(file, to: descriptors[1])
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) {
    // Unsafe: the bytes are written before the closure returns.
    _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    ftruncate(descriptor, bytes.count)
  }

  func end() { for path in paths { _ = unsafe unlink(path) } }
}
