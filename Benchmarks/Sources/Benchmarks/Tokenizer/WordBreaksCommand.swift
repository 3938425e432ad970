import ArgumentParser
import Foundation
import SerfTokenizer

/// Word boundaries: our scanner on UTF-8 beside ICU's own iterator on UTF-16, in turn on each text.
struct WordBreaksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "word-breaks",
    abstract: "The word scanner beside ICU's iterator, a ratio a file; above 1 the scanner is faster.",
    discussion: "EXAMPLE: benchmarks word-breaks texts/en.txt texts/th.txt --seconds 1")

  @OptionGroup var options: MeasurementOptions

  @Argument(help: "Texts, one script each. Without any, runs that try the scanner's worst cases are measured alone.")
  var files: [String] = []

  func run() throws {
    let benchmark = try WordBreaksBenchmark(seconds: options.seconds)
    for file in files {
      let name = URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent
      try benchmark.emit(name, text: Array(Data(contentsOf: URL(fileURLWithPath: file))))
    }
    if files.isEmpty { try benchmark.emitRuns() }
  }
}

/// One scanner and one iterator.
private struct WordBreaksBenchmark {
  let seconds: Double
  private let scanner: ICUWordScanner
  private let iterator: ICUWordIterator

  init(seconds: Double) throws {
    self.seconds = seconds
    scanner = try ICUWordScanner(locale: "")
    iterator = try ICUWordIterator(locale: "")
    require(scanner.isUsed, "the linked ICU has other rules than the scanner, which leaves everything to it")
  }

  /// A text as often as makes a megabyte, so that a lap takes milliseconds.
  func emit(_ name: String, text: [UInt8]) throws {
    let text = Array(repeatElement(text, count: max(1, (1 << 20) / max(text.count, 1))).joined())
    try iterator.load(text.span)
    let expected = try iterator.countBoundaries()
    require(try count(text) == expected, "\(name): the scanner finds other boundaries than ICU")
    var rates: (ours: [Double], icu: [Double]) = ([], [])
    let watch = Stopwatch()
    while watch.seconds < seconds || rates.ours.count < 5 {
      rates.ours.append(try rate(text.count) { try count(text) })
      rates.icu.append(try rate(text.count) { try iterator.countBoundaries() })
    }
    let (ours, icu) = (median(rates.ours), median(rates.icu))
    let ratio = median(zip(rates.ours, rates.icu).map { $0 / $1 })
    Figure("word-breaks/\(name)", ours, "MB/s", ["icu": (icu * 10).rounded() / 10]).emit()
    Figure("word-breaks/\(name)/ratio", ratio, "times").emit()
  }

  /// Ten megabytes of one thing, which a scanner that looks again at what it has seen would not finish.
  func emitRuns() throws {
    let runs = [
      ("letter", "a"), ("blanks", " "), ("underscores", "_"), ("punctuation", "!"), ("apostrophes", "a'"),
      ("zwj-emoji", "👩\u{200D}"), ("combining-marks", "\u{301}"), ("flags", "🇩🇪"), ("mixed", "The old man, 3.5 m! "),
    ]
    for (name, unit) in runs {
      let text = Array(repeatElement(Array(unit.utf8), count: 10_000_000 / unit.utf8.count).joined())
      let rate = MedianRate.of(seconds: seconds / 4, warmUps: 1) {
        Lap(work: Double(text.count) / 1e6, seconds: Stopwatch.time { _ = try? count(text) })
      }
      Figure("word-breaks/run/\(name)", rate, "MB/s").emit()
    }
  }

  private func count(_ text: [UInt8]) throws -> Int {
    var (found, position) = (0, 0)
    while position < text.count {
      try scanner.withEnds(in: text.span, after: position) { ends in
        found += ends.count
        position = ends[ends.count - 1]
      }
    }
    return found
  }

  /// Megabytes a second.
  private func rate(_ byteCount: Int, _ body: () throws -> Int) throws -> Double {
    let watch = Stopwatch()
    _ = try body()
    return Double(byteCount) / 1e6 / max(watch.seconds, 1e-9)
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
