internal import SerfStorage

/// The lines of a text as strings, in batches, for commands that answer a line with a line.
struct TextLines {
  struct Line: Sendable {
    /// From 1.
    let number: Int
    let text: String
  }

  private let queue: LineQueue
  private let isLossy: Bool?

  /// What is wrong with a line, once those before it were given.
  private var fault: CommandError?

  /// Lines in which something was replaced, so far.
  private(set) var replacedLineCount = 0

  /// The name that messages give to the file.
  var path: String { queue.path }

  /// - Parameters:
  ///   - path: a file, compressed or not; `nil` or `-` is standard input.
  ///   - isLossy: whether bytes that are not UTF-8 become U+FFFD instead of ending the work; nil where that is no option.
  init(path: String?, isLossy: Bool?) throws(StorageError) {
    queue = try LineQueue(path: path ?? "-")
    self.isLossy = isLossy
  }

  /// The lines that have arrived, at least one and at most so many; `nil` at the end.
  /// - Throws: `CommandError` with the line that is not UTF-8, after those before it were given; `StorageError` where
  ///   reading failed.
  mutating func next(most count: Int) throws -> [Line]? {
    if let fault { throw fault }
    let lines = try queue.next(most: count)
    guard !lines.isEmpty else { return nil }
    var texts: [Line] = []
    for line in lines {
      if let text = String(validating: line.bytes, as: UTF8.self) {
        texts.append(Line(number: line.number, text: text))
        continue
      }
      guard isLossy == true else {
        let fault = CommandError.notUTF8(path, line: line.number, offersLossy: isLossy != nil)
        guard !texts.isEmpty else { throw fault }
        self.fault = fault
        return texts
      }
      replacedLineCount += 1
      texts.append(Line(number: line.number, text: String(decoding: line.bytes, as: UTF8.self)))
    }
    return texts
  }

  /// Says how much was replaced, if anything was.
  func reportReplacements(to console: Console) {
    guard replacedLineCount > 0 else { return }
    let lines = replacedLineCount == 1 ? "1 line is" : "\(NumberText.grouped(replacedLineCount)) lines are"
    console.message("\(path): \(lines) not UTF-8; what is wrong was replaced by U+FFFD")
  }
}
