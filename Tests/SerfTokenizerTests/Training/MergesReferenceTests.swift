import FoundationEssentials
import SerfTokenizer
import Testing

/// A list of merges that Hugging Face's trainer learnt, as `Reference/merges.py` wrote it down.
private struct ReferenceMerges: Decodable, Sendable {
  let file: String
  let size: Int
  let merges: Int
  let sha256: String

  static func all() throws -> [ReferenceMerges] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Reference/merges.json"))
    return try JSONDecoder().decode([ReferenceMerges].self, from: data)
  }

  /// The text's path; nil when it is not here.
  var path: String? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path()
    let folders = ["\(root)/Corpora"] + [Corpora.folder].compactMap(\.self)
    return folders.map { "\($0)/\(file)" }.first { FileManager.default.fileExists(atPath: $0) }
  }
}

@Suite("Byte-pair merges beside Hugging Face's")
struct MergesReferenceTests {
  @Test("on the same word counts the merges are the same, in the same order")
  func merges() throws {
    var checked = 0
    for reference in try ReferenceMerges.all() {
      guard let path = reference.path else { continue }
      var trainer = try BytePairTrainer(
        settings: .init(vocabularySize: reference.size, specialTokens: [], byteTokens: false), normalizer: nil,
        preTokenizer: Blanks())
      try trainer.add(contentsOf: path)
      let model = try trainer.trainModel()
      var digest = SHA256()
      for merge in model.merges {
        digest.update((model.vocabulary[merge.left] ?? []) + [0x09])
        digest.update((model.vocabulary[merge.right] ?? []) + [0x0A])
      }
      #expect(model.merges.count == reference.merges, "\(reference.file), \(reference.size)")
      #expect(digest.finish() == reference.sha256, "\(reference.file), \(reference.size)")
      checked += 1
    }
    // The bundled text is always here.
    #expect(checked >= 3)
  }
}
