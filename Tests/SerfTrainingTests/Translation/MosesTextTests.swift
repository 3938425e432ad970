import Foundation
import SerfTokenizer
import SerfTraining
import Testing

@Suite("Text as the Moses scripts leave it")
struct MosesTextTests {
  private static func written(_ text: String) throws -> String {
    let stages = NormalizerSequence([UnicodeNormalization(.nfc)] + (try MosesText.normalizers()))
    var normalized = NormalizedText(text)
    try stages.normalize(&normalized)
    return String(decoding: normalized.utf8, as: UTF8.self)
  }

  @Test(
    "small letters, plain punctuation, tokens apart",
    arguments: [
      ("A man's dog, black and tall, barks.", "a man &apos;s dog , black and tall , barks ."),
      ("Two girls (in red) wait…", "two girls ( in red ) wait ..."),
      ("Der Ball kostet 1,50 € oder 20 %.", "der ball kostet 1,50 € oder 20 % ."),
      ("„Größe“ – sagt sie — und geht.", "&quot; größe &quot; - sagt sie - und geht ."),
      ("Mr. Miller lives at No. 5. He sings.", "mr. miller lives at no . 5. he sings ."),
      ("It stands in the U.S. and in T-shirts.", "it stands in the u.s. and in t-shirts ."),
      ("cats' toys & dogs' bones", "cats &apos; toys &amp; dogs &apos; bones"),
      ("", ""), ("  two   blanks  ", "two blanks"),
    ])
  func sentences(text: String, expected: String) throws {
    #expect(try Self.written(text) == expected)
  }

  private static let corpora = ProcessInfo.processInfo.environment["SERF_CORPORA"]

  @Test(
    "Multi30k's raw text becomes its tokenised text, but for one line of 400",
    .enabled(if: corpora != nil, "SERF_CORPORA is not set: no real text to write"),
    arguments: ["en", "de"])
  func multi30k(language: String) throws {
    let folder = "\(Self.corpora ?? "")/multi30k"
    var (equal, count) = (0, 0)
    for part in ["val", "test_2016_flickr", "test_2017_flickr"] {
      let raw = try String(contentsOfFile: "\(folder)/\(part).\(language)", encoding: .utf8).split(separator: "\n")
      let wanted = try String(contentsOfFile: "\(folder)/tok/\(part).lc.norm.tok.\(language)", encoding: .utf8)
        .split(separator: "\n")
      #expect(raw.count == wanted.count)
      for (line, wanted) in zip(raw, wanted) {
        count += 1
        if try Self.written(String(line)) == wanted.trimmingCharacters(in: .whitespaces) { equal += 1 }
      }
    }
    #expect(count == 3014)
    #expect(equal > count - count / 400, "\(equal) of \(count)")
  }
}
