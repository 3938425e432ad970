import FoundationEssentials
import Testing

@Suite("The tokenizer's pages")
struct DocumentationTests {
  private static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  @Test("every snippet of the first minute stands in the sample package, which is built and run")
  func snippets() throws {
    let page = try Self.text("Sources/SerfTokenizer/SerfTokenizer.docc/FirstMinute.md")
    let sample = try Self.text("Tests/TokenizerConsumer/Sources/TokenizerConsumer/main.swift")
    let snippets = page.components(separatedBy: "```swift\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(snippets.count >= 8)
    for snippet in snippets { #expect(sample.contains(snippet), "not in the sample:\n\(snippet)") }
  }
}
