import FoundationEssentials
import MultimodalScenes

/// Writes the bundled corpus of captioned pictures, the same bytes each time:
/// `swift run -c release corpora-multimodal [FOLDER]`.
@main
struct CorporaMultimodal {
  static func main() throws {
    let folder = CommandLine.arguments.dropFirst().first ?? "Corpora/multimodal-entailment"
    let corpus = MultimodalCorpus()
    for part in ["images/scenes", "images/shapes"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
    }
    for table in corpus.tables { try write(Array(table.text.utf8), to: "\(folder)/\(table.name)") }
    for image in corpus.images { try write(image.png, to: "\(folder)/images/\(image.name)") }
    print("\(corpus.train.count) pairs to train on, \(corpus.images.count) pictures, in \(folder)")
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
  }
}
