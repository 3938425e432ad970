import FoundationEssentials
import TranslationGrammar

/// Writes the generated part of the bundled translation corpus, the same bytes each time:
/// `swift run -c release corpora-translation [FOLDER]`.
@main
struct CorporaTranslation {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "Corpora/translation/generated"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let corpus = TranslationCorpus()
    for (name, pairs) in [("train", corpus.train), ("test", corpus.test)] {
      try write(pairs.map(\.english), to: "\(folder)/\(name).en")
      try write(pairs.map(\.german), to: "\(folder)/\(name).de")
    }
    print("\(corpus.train.count) pairs to train on and \(corpus.test.count) to test on in \(folder)")
  }

  private static func write(_ lines: [String], to path: String) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
  }
}
