import Foundation
import SerfCorpora

/// The bundled reviews, read as the file format says: a text, a tab, a label, a line feed.
struct SentimentTexts {
  struct Review {
    let split: SerfCorpora.Split
    let text: String
    let label: String
  }

  struct MalformedLine: Error {
    let path: String
    let line: Int
    let found: String
  }

  let reviews: [Review]

  init() throws {
    var reviews: [Review] = []
    for split in SerfCorpora.Split.allCases {
      let path = try SerfCorpora.sentiment(split)
      let content = try String(contentsOfFile: path, encoding: .utf8)
      var lines = content.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.popLast() == "" else {
        throw MalformedLine(path: path, line: lines.count + 1, found: "a last line without its line feed")
      }
      for (index, line) in lines.enumerated() {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 2 else { throw MalformedLine(path: path, line: index + 1, found: String(line)) }
        reviews.append(Review(split: split, text: String(fields[0]), label: String(fields[1])))
      }
    }
    self.reviews = reviews
  }

  /// The words of each text in lower case.
  func words() -> [[Substring]] {
    reviews.map(\.text.lowerCaseWords)
  }
}
