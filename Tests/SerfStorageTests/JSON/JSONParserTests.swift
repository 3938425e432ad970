import SerfStorage
import TestSupport
import Testing

@Suite struct JSONParserTests {
  @Test("a text of everything keeps order, repeated names and the numbers' own characters")
  func everything() throws {
    let text = #" {"b":[1.50,-2e+3,true,false,null],"a":"x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é","a":{}} "#
    let value = try JSONParser.parse(Array(text.utf8))
    guard case .object(let members) = value else {
      Issue.record("\(value)")
      return
    }
    #expect(members.map(\.name) == ["b", "a", "a"])
    #expect(members[0].value == .array([.number("1.50"), .number("-2e+3"), .bool(true), .bool(false), .null]))
    #expect(members[1].value == .string("x\"\\/\u{8}\u{C}\n\r\t\u{E9}😀é"))
    #expect(members[2].value == .object([]))
  }

  @Test("names are told apart by bytes, not by how they look")
  func canonicalEquivalence() throws {
    let value = try JSONParser.parse(Array("{\"e\u{301}\":1,\"\u{E9}\":2}".utf8))
    #expect(value.member("\u{E9}") == .number("2"))
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", " ", "{", "[", "\"", "\"a", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}", "01", "-", "1.",
      ".5",
      "1e", "+1", "nan", "NaN", "tru", "truex", "{} {}", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\n\"",
      "\"\\u{41}\"", "'a'", "\"\\ud800\\u0041\"", "\u{FEFF}{}",
    ])
  func refused(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test("a fault says where it is")
  func place() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array("{\"a\": x}".utf8)) }
    #expect(error?.offset == 6)
    #expect(error?.message == "a value is expected")
  }

  @Test("a lossy reader replaces half pairs and bytes that are not UTF-8")
  func lossy() throws {
    #expect(try JSONParser.parse(Array("\"a\\ud800b\"".utf8), lossy: true) == .string("a\u{FFFD}b"))
    #expect(try JSONParser.parse([0x22, 0xFF, 0x22], lossy: true) == .string("\u{FFFD}"))
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
  }

  @Test("a hundred thousand open brackets are an error and no crash")
  func depth() {
    for open in ["[", "{\"a\":"] {
      let bytes = Array(String(repeating: open, count: 100_000).utf8)
      #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(bytes) }
    }
  }

  @Test("millions of values in one text are an error, before they fill the memory")
  func count() {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array("[0".utf8) + (0..<9_000_000).map { $0 % 2 == 0 ? 0x2C : 0x30 } + [0x5D])
    }
    #expect(error?.message == "more than 4194304 values")
  }

  @Test("what is quoted parses back", arguments: ["", "a\"b\\c", "\u{0}\u{1F}\u{7F}", "é😀\u{2028}", "e\u{301}\r\n"])
  func roundTrip(text: String) throws {
    #expect(try JSONParser.parse(Array(JSONValue.quoted(text).utf8)) == .string(text))
  }

  @Test("random changes of a sound text never trap", arguments: 0..<300)
  func fuzz(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var bytes = Array(
      #"{"__metadata__":{"a":"\ud83d\ude00"},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}"#.utf8)
    for _ in 0..<(1 + random.next() % 6) {
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 3 {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next() >> 20)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8(truncatingIfNeeded: random.next() >> 20), at: place)
      }
    }
    _ = try? JSONParser.parse(bytes)
    _ = try? JSONParser.parse(bytes, lossy: true)
  }
}
