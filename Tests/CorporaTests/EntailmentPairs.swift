import Foundation
import SerfCorpora

/// The bundled pairs, read as the file format says: a header, then premise, hypothesis, label and scene with tabs
/// between, a line feed after each line.
struct EntailmentPairs {
  struct Pair {
    let split: SerfCorpora.Split
    let premise: String
    let hypothesis: String
    let label: String
    let scene: String

    /// What the scene is about: its name without the number.
    var subject: Substring { scene.prefix { $0 != "-" } }
  }

  struct MalformedLine: Error {
    let path: String
    let line: Int
    let found: String
  }

  static let labels = ["entailment", "neutral", "contradiction"]

  let pairs: [Pair]

  init() throws {
    var pairs: [Pair] = []
    for split in SerfCorpora.Split.allCases {
      let path = try SerfCorpora.entailment(split)
      let content = try String(contentsOfFile: path, encoding: .utf8)
      var lines = content.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.popLast() == "" else {
        throw MalformedLine(path: path, line: lines.count + 1, found: "a last line without its line feed")
      }
      guard lines.first == "premise\thypothesis\tlabel\tscene" else {
        throw MalformedLine(path: path, line: 1, found: String(lines.first ?? ""))
      }
      for (index, line) in lines.enumerated().dropFirst() {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 4 else { throw MalformedLine(path: path, line: index + 1, found: String(line)) }
        pairs.append(
          Pair(split: split, premise: fields[0], hypothesis: fields[1], label: fields[2], scene: fields[3]))
      }
    }
    self.pairs = pairs
  }

  /// Each premise once, in alphabetical order.
  var premises: [String] { Set(pairs.map(\.premise)).sorted() }

  /// Each hypothesis once, in alphabetical order.
  var hypotheses: [String] { Set(pairs.map(\.hypothesis)).sorted() }
}
