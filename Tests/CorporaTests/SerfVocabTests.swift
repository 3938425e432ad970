import FoundationEssentials
import SerfResources
import SerfTokenizer
import SerfVocab
import Testing

@Suite("Bundled vocabularies")
struct SerfVocabTests {
  @Test("every one loads, and loses nothing but what its normaliser takes")
  func everyVocabulary() throws {
    #expect(SerfVocab.names == ["pairs-en-de", "reviews-en"])
    for name in SerfVocab.names {
      let tokenizer = try SerfVocab.load(name)
      let text = "An old man,  two\tseas – naïve 北京 🙂\r\n"
      let normal = String(decoding: try tokenizer.normalize(text).utf8, as: UTF8.self)
      #expect(try tokenizer.decode(tokenizer.encode(text).ids) == normal, "\(name)")
    }
  }

  @Test("one that is not there is refused with the paths tried")
  func missing() {
    let error = #expect(throws: ResourceError.self) { try SerfVocab.path(of: "none") }
    #expect(error?.code == .missing)
    #expect(error?.tried.isEmpty == false)
    #expect(error?.tried.allSatisfy { $0.hasSuffix("/vocabularies/none.json") } == true)
    #expect(error?.message.hasPrefix("the bundled file vocabularies/none.json is missing; tried ") == true)
    #expect(error?.message.hasSuffix("set SERF_DATA to the folder that has it") == true)
  }

  @Test("files and folders are found in the first place that has them")
  func finding() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "serf-\(UInt64.random(in: 0 ... .max))").path()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let inner = "\(folder)/share/serf-nlp/texts"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    for name in ["b.txt", "a.txt", ".hidden"] { try Data().write(to: URL(filePath: "\(inner)/\(name)")) }
    let files = BundledFiles(bundle: "b.resources", environment: "\(folder)/none", executable: "\(folder)/bin/serf-nlp")
    #expect(throws: ResourceError.self) { try files.path(of: "texts/a.txt") }
    try FileManager.default.createDirectory(atPath: "\(folder)/bin", withIntermediateDirectories: true)
    #expect(try files.path(of: "texts/a.txt") == "\(folder)/bin/../share/serf-nlp/texts/a.txt")
    #expect(try files.names(in: "texts") == ["a.txt", "b.txt"])
  }

  @Test("$SERF_DATA comes first, then share beside the executable's folder, then the package manager's folder")
  func places() {
    let files = BundledFiles(bundle: "b.resources", environment: "/data", executable: "/usr/local/bin/serf-nlp")
    #expect(files.roots == ["/data", "/usr/local/bin/../share/serf-nlp", "/usr/local/bin/b.resources"])
    let bare = BundledFiles(bundle: "b.resources", environment: "", executable: "/usr/local/bin/serf-nlp")
    #expect(bare.roots == ["/usr/local/bin/../share/serf-nlp", "/usr/local/bin/b.resources"])
  }
}
