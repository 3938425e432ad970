import SerfTokenizer
import Testing

/// What damaged files have brought to light, each as a file of its own.
@Suite("Findings from damaged files")
struct FuzzFindingsTests {
  @Test("byte tokens of a character's prefix or suffix have no bytes of the text: they once ran past its end")
  func bytesOfMarks() throws {
    let bytes = (0..<256).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "\"<0x\(digits.count == 1 ? "0" : "")\(digits)>\":\(byte)"
    }
    for marks in [#""end_of_word_suffix":"</w>""#, #""continuing_subword_prefix":"@@""#] {
      let json = #"{"model":{"type":"BPE","byte_fallback":true,\#(marks),"merges":[],"#
      let tokenizer = try Tokenizer(json: Array("\(json)\"vocab\":{\(bytes.joined(separator: ","))}}}".utf8))
      for text in ["é", "aé", "a", String(repeating: "né", count: 300)] {
        let encoding = try tokenizer.encode(text)
        #expect(encoding.count >= text.utf8.count)
        #expect(encoding.offsets.allSatisfy { $0.upperBound <= text.utf8.count })
        #expect(encoding.offsets.last?.upperBound == text.utf8.count)
      }
    }
  }
}
