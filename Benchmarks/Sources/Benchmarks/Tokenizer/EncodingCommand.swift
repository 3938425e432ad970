import ArgumentParser
import Foundation
import SerfTokenizer

/// Text into ids, with the names that `encoding.py` gives the peers' figures.
struct EncodingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encoding",
    abstract:
      "Megabytes of text encoded a second of processor time, at first and again, beside loading the vocabulary.",
    discussion: """
      EXAMPLES:
        benchmarks encoding tokenizer.json english.txt
        benchmarks encoding tokenizer.json english.txt --what ids-offsets
        benchmarks encoding tokenizer.json english.txt --runs
        Benchmarks/encoding.py PYTHON tokenizer.json english.txt mixed.txt
      """)

  enum Output: String, ExpressibleByArgument, CaseIterable {
    case ids, idsOffsets = "ids-offsets", count, batch
  }

  @Argument(help: "A vocabulary of any kind that the library reads.")
  var vocabulary: String

  @Argument(help: "A text file.")
  var file: String

  @Option(help: "What is made of the text; a batch is ids with offsets by several threads, timed by the clock.")
  var what = Output.ids

  @Option(help: "Threads of a batch.")
  var workers = 2

  @Option(help: "Passes after the first, of which the median is taken.")
  var passes = 5

  @Flag(help: "The file is one text, and not one a line.")
  var whole = false

  @Flag(help: "Also ten megabytes of one thing each, whole, with their time a byte beside the text's.")
  var runs = false

  func run() throws {
    let watch = ProcessorTime()
    let tokenizer = try Tokenizer(contentsOf: vocabulary)
    Figure("encode/serf/load", watch.seconds * 1000, "ms").emit()
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    let texts = whole ? [text] : text.utf8.split(separator: 0x0A).map { String(Substring($0)) }
    let measured = try measure(texts, tokenizer)
    Figure(
      "encode/serf", measured.warm, "MB/s",
      [
        "cold": (measured.cold * 100).rounded() / 100, "what": what.rawValue, "texts": texts.count,
        "tokens": measured.tokens, "checksum": measured.checksum,
      ]
    ).emit()
    if runs { try emitRuns(beside: measured, tokenizer) }
  }

  private func measure(
    _ texts: [String], _ tokenizer: Tokenizer
  ) throws -> (cold: Double, warm: Double, tokens: Int, checksum: Int) {
    let megabytes = Double(texts.reduce(0) { $0 + $1.utf8.count }) / 1e6
    let cold = megabytes / max(try encode(texts, tokenizer), 1e-9)
    let warm = try (0..<max(1, passes)).map { _ in megabytes / max(try encode(texts, tokenizer), 1e-9) }
    var (tokens, checksum) = (0, 0)
    for text in texts {
      for id in try tokenizer.encodeIDs(text, addSpecialTokens: false) {
        tokens += 1
        checksum = (checksum + tokens * Int(id)) % 1_000_000_007
      }
    }
    return (cold, warm.sorted()[warm.count / 2], tokens, checksum)
  }

  /// Seconds for one pass over the texts.
  private func encode(_ texts: [String], _ tokenizer: Tokenizer) throws -> Double {
    if what == .batch {
      let watch = Stopwatch()
      let encodings = try tokenizer.encodeBatch(texts, addSpecialTokens: false, threads: workers)
      // Giving back the memory of all of them, by one thread, is its user's affair.
      return withExtendedLifetime(encodings) { watch.seconds }
    }
    // An option's value takes time to look up.
    let what = self.what
    let watch = ProcessorTime()
    for text in texts {
      switch what {
      case .ids: _ = try tokenizer.encodeIDs(text, addSpecialTokens: false)
      case .idsOffsets, .batch: _ = try tokenizer.encode(text, addSpecialTokens: false)
      case .count: _ = try tokenizer.count(text, addSpecialTokens: false)
      }
    }
    return watch.seconds
  }

  /// A run that took more than linear time would not finish. It is one word that no table has, as the words of a text's
  /// first pass are.
  private func emitRuns(
    beside text: (cold: Double, warm: Double, tokens: Int, checksum: Int), _ tokenizer: Tokenizer
  ) throws {
    let units = [
      ("letter", "a"), ("blanks", " "), ("underscores", "_"), ("punctuation", "!"), ("zwj-emoji", "👩\u{200D}"),
      ("combining-marks", "\u{301}"),
    ]
    for (name, unit) in units {
      let measured = try measure([String(repeating: unit, count: 10_000_000 / unit.utf8.count)], tokenizer)
      Figure("encode/serf/run/\(name)", measured.warm, "MB/s", ["cold": (measured.cold * 100).rounded() / 100]).emit()
      Figure(
        "encode/serf/run/\(name)/time-a-byte", text.warm / measured.warm, "times ordinary text",
        ["beside its first pass": (text.cold / measured.warm * 100).rounded() / 100]
      ).emit()
    }
  }
}

/// Processor time of this process since it was made: on a shared machine it says more than the clock.
private struct ProcessorTime {
  private let start = Self.now

  var seconds: Double { Self.now - start }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
