import FoundationEssentials
import SerfTokenizer
import Testing

/// The figures that `Reference/huggingface.py` wrote.
enum HuggingFaceReference {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Reference")

  /// Of each tokenizer and file: the hash of the ids and that of the offsets, line by line and then as a whole.
  static let hashes: [String: [String: [String]]] = {
    let data = try? Data(contentsOf: folder.appending(path: "hashes.json"))
    return data.flatMap { try? JSONDecoder().decode([String: [String: [String]]].self, from: $0) } ?? [:]
  }()

  static var names: [String] { hashes.keys.sorted() }

  private static let given = [
    "given-gpt2": "tokenizers/gpt2/tokenizer.json", "given-mistral": "tokenizers/mistral-7b-v0.1/tokenizer.json",
    "given-sqlpilot": "tokenizers/sqlpilot/tokenizer.json", "given-t5": "tokenizers/t5-small/tokenizer.json",
    "given-small": "tokenizers/small/bpe_bytelevel_minimal.json",
  ]

  static func path(of name: String) -> String {
    if let path = given[name] { return "\(Corpora.folder ?? "")/\(path)" }
    return folder.appending(path: "tokenizers/\(name).json").path()
  }

  static var madeNames: [String] { names.filter { given[$0] == nil } }

  static func tokenizer(_ name: String) throws -> Tokenizer { try Tokenizer(contentsOf: path(of: name)) }
}

@Suite("Hugging Face's tokenizers")
struct HuggingFaceParityTests {
  private func digests(_ texts: [Substring], _ tokenizer: Tokenizer) throws -> [String] {
    var (ids, offsets) = (SHA256(), SHA256())
    for text in texts {
      let encoding = try tokenizer.encode(String(text))
      ids.update(Array((encoding.ids.map(String.init).joined(separator: " ") + "\n").utf8))
      let ranges = encoding.offsets.map { "\($0.lowerBound)-\($0.upperBound)" }
      offsets.update(Array((ranges.joined(separator: " ") + "\n").utf8))
      #expect(try tokenizer.encodeIDs(String(text)) == encoding.ids)
      #expect(try tokenizer.count(String(text)) == encoding.count)
    }
    return [ids.finish(), offsets.finish()]
  }

  @Test("a known digest comes out, so that the hashes mean something")
  func knownDigest() {
    var hash = SHA256()
    hash.update(Array("abc".utf8))
    #expect(hash.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(
    "have the same ids and offsets, line by line and whole",
    .enabled(if: Corpora.areHere, Comment(rawValue: Corpora.reason)), arguments: HuggingFaceReference.names)
  func parity(name: String) throws {
    let tokenizer = try HuggingFaceReference.tokenizer(name)
    for (file, expected) in HuggingFaceReference.hashes[name] ?? [:] {
      // Not split at characters: CR LF is one in Swift.
      let text = try Corpora.text(file)
      let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
      let whole = file.hasPrefix("multi30k") ? [] : [text[...]]
      #expect(try digests(lines + whole, tokenizer) == expected, "\(name), \(file)")
    }
  }

  @Test("are written so that reading them back gives the same ids and bytes", arguments: HuggingFaceReference.madeNames)
  func roundTrip(name: String) throws {
    let tokenizer = try HuggingFaceReference.tokenizer(name)
    let json = try tokenizer.huggingFaceJSON()
    let again = try Tokenizer(json: json)
    #expect(try again.json() == json)
    for seed in UInt64(1)...300 {
      var random = SeededRandom(seed: seed)
      let text = random.text()
      let encoding = try tokenizer.encode(text)
      #expect(try again.encode(text) == encoding, "\(name), seed \(seed)")
      #expect(try again.decode(encoding.ids) == tokenizer.decode(encoding.ids), "\(name), seed \(seed)")
    }
  }
}
