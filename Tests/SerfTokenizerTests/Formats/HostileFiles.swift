import FoundationEssentials
import SerfTokenizer
import Testing

/// A tokenizer.json that must be refused, and how.
struct HostileFiles: Sendable, CustomTestStringConvertible {
  let name: String
  /// What stands in a good file, and what takes its place; nil takes the place of everything.
  let replace: String?
  let by: String
  let code: TokenizerError.Code
  let message: String

  var testDescription: String { name }

  init(_ name: String, _ replace: String?, _ by: String, _ code: TokenizerError.Code, _ message: String) {
    self.name = name
    self.replace = replace
    self.by = by
    self.code = code
    self.message = message
  }

  /// A small file without a fault.
  static let good = #"""
    {"version":"1.0","truncation":null,"padding":null,
    "added_tokens":[{"id":0,"content":"<s>","special":true,"lstrip":false}],
    "normalizer":{"type":"NFC"},"pre_tokenizer":{"type":"ICUWords","locale":""},
    "post_processor":{"type":"TemplateProcessing",
    "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
    "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
    "special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}},
    "decoder":{"type":"Fuse"},
    "model":{"type":"BPE","unk_token":"u","byte_fallback":false,
    "vocab":{"<s>":0,"a":1,"b":2,"ab":3,"u":4},"merges":[["a","b"]]}}
    """#

  func text() throws -> String {
    guard let replace else { return by }
    _ = try Tokenizer(json: Array(Self.good.utf8))
    let parts = Self.good.components(separatedBy: replace)
    guard parts.count == 2 else { throw Mistake(name: name) }
    return parts[0] + by + parts[1]
  }

  /// The test itself is wrong: what is to be replaced stands not once in the good file.
  struct Mistake: Error { let name: String }

  static let stages = """
    NFC, NFD, NFKC, NFKD, NFKC_Casefold, Lowercase, LocaleLowercase, StripAccents, BertNormalizer, Strip, Prepend, \
    Replace, Precompiled, Nmt, ByteLevel, SentencePiece, Sequence
    """

  static let all: [HostileFiles] = syntax + values + contradictions

  static let syntax: [HostileFiles] = [
    .init("empty", nil, "", .badFile, "not JSON: the end of the file at byte 0, expected a value"),
    .init("cut", nil, #"{"model":{"#, .badFile, "not JSON: the end of the file at byte 10, expected a key in quotes"),
    .init("not JSON", nil, "hello", .badFile, "not JSON: \"h\" at byte 0, expected a value"),
    .init("two values", nil, "{} {}", .badFile, "not JSON: \"{\" at byte 3, expected the end of the file"),
    .init("comma at the end", nil, "[1,]", .badFile, "not JSON: \"]\" at byte 3, expected a value"),
    .init("no colon", nil, #"{"a" 1}"#, .badFile, "not JSON: \"1\" at byte 5, expected \":\""),
    .init("no comma", nil, #"{"a":1 "b":2}"#, .badFile, "not JSON: \"\"\" at byte 7, expected \",\" or \"}\""),
    .init(
      "open string", nil, #"{"a"#, .badFile,
      "not JSON: the end of the file at byte 3, expected the end of the string that begins at byte 1"),
    .init(
      "line break in a string", nil, "{\"a\n\":1}", .badFile,
      "not JSON: byte 10 at byte 3, expected a control character only as an escape"),
    .init("unknown escape", nil, #"{"\x":1}"#, .badFile, "not JSON: \"\\\" at byte 2, expected an escape of JSON"),
    .init(
      "lone surrogate", nil, #"{"\ud83d":1}"#, .badFile,
      "not JSON: \"\\\" at byte 2, expected \\u with four hexadecimal digits, a surrogate only in a pair"),
    .init("leading zero", nil, "[01]", .badFile, "not JSON: \"1\" at byte 2, expected \",\" or \"]\""),
    .init("minus alone", nil, "[-]", .badFile, "not JSON: \"]\" at byte 2, expected a digit"),
    .init("half a word", nil, "[nul]", .badFile, "not JSON: \"]\" at byte 4, expected null"),
    .init(
      "deep arrays", nil, String(repeating: "[", count: 100_000), .badFile,
      "JSON nested deeper than 128 levels at byte 128"),
    .init(
      "deep objects", nil, String(repeating: #"{"":"#, count: 100_000), .badFile,
      "JSON nested deeper than 128 levels at byte 512"),
    .init("a number at the top", nil, "1", .badFile, "$: found 1, expected an object"),
    .init("nothing inside", nil, "{}", .badFile, "$ has no \"model\""),
  ]

  static let values: [HostileFiles] = [
    .init(
      "another version", #""version":"1.0""#, #""version":"2.0""#, .unsupported,
      "$.version: version 2.0 is not supported"),
    .init(
      "padding", #""padding":null"#, #""padding":{"strategy":"Longest"}"#, .badFile,
      "$.padding.strategy: found Longest, expected BatchLongest, or an object with Fixed"),
    .init(
      "truncation", #""truncation":null"#, #""truncation":{"max_length":-1}"#, .badFile,
      "$.truncation.max_length: found -1, expected a whole number of 0 to 2147483647"),
    .init(
      "a pattern that ICU refuses", #"{"type":"NFC"}"#,
      #"{"type":"Replace","pattern":{"Regex":"a(b"},"content":""}"#, .unsupported,
      "$.normalizer.pattern.Regex: ICU refuses the regular expression \"a(b\" at character 3; write it in ICU's syntax"),
    .init(
      "a map that is none", #"{"type":"NFC"}"#, #"{"type":"Precompiled","precompiled_charsmap":"AAAA"}"#, .badSetting,
      "$.normalizer.precompiled_charsmap: precompiled_charsmap is 4 characters, expected SentencePiece's map in base64"),
    .init(
      "unknown normalizer", #"{"type":"NFC"}"#, #"{"type":"Bert"}"#, .unsupported,
      "$.normalizer.type: no stage is called \"Bert\" here; known are \(stages)"),
    .init(
      "unknown normalizer in a sequence", #"{"type":"NFC"}"#,
      #"{"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Stripp"}]}"#, .unsupported,
      "$.normalizer.normalizers[1].type: no stage is called \"Stripp\" here; known are \(stages)"),
    .init(
      "unknown pre-tokenizer", #""ICUWords""#, #""Words""#, .unsupported,
      """
      $.pre_tokenizer.type: no stage is called "Words" here; known are ICUWords, ByteLevel, Split, Metaspace, \
      Whitespace, WhitespaceSplit, BertPreTokenizer, Punctuation, Digits, CharDelimiterSplit, UnicodeScripts, \
      FixedLength, Sequence
      """),
    .init(
      "unknown model", #""BPE""#, #""BPF""#, .unsupported,
      "$.model.type: no stage is called \"BPF\" here; known are BPE, WordPiece, WordLevel, Unigram"),
    .init(
      "a vocabulary of another model", #""BPE""#, #""Unigram""#, .badFile,
      "$.model.vocab: found an object of 5, expected an array"),
    .init(
      "unknown decoder", #""Fuse""#, #""Fuze""#, .unsupported,
      """
      $.decoder.type: no stage is called "Fuze" here; known are ByteFallback, Fuse, ByteLevel, WordPiece, Metaspace, \
      BPEDecoder, CTC, Replace, Strip, Sequence
      """),
    .init(
      "a decoder without its mark", #""Fuse""#, #""Metaspace""#, .badFile, "$.decoder has no \"replacement\""),
    .init("a stage without type", #"{"type":"NFC"}"#, "{}", .badFile, "$.normalizer has no \"type\""),
    .init(
      "a stage of the wrong kind", #"{"type":"NFC"}"#, #""NFC""#, .badFile,
      "$.normalizer: found the string \"NFC\", expected an object"),
    .init(
      "a type twice", #"{"type":"NFC"}"#, #"{"type":"NFC","type":"NFD"}"#, .badFile,
      "$.normalizer has \"type\" twice"),
    .init(
      "a wrong locale", #""locale":"""#, #""locale":"no such""#, .badSetting,
      "$.pre_tokenizer: \"no such\" is not a language tag; give one like \"en\", \"tr\" or \"zh-Hant\", or \"\" for none"
    ),
    .init(
      "a flag that is no flag", #""lstrip":false"#, #""lstrip":"no""#, .badFile,
      "$.added_tokens[0].lstrip: found the string \"no\", expected true or false"),
    .init(
      "an impossible dropout", #""unk_token":"u""#, #""unk_token":"u","dropout":1.5"#, .badSetting,
      "$.model.dropout: dropout is 1.5, expected 0 to 1"),
    .init(
      "an id that is text", #""a":1"#, #""a":"1""#, .badFile,
      "$.model.vocab.a: found the string \"1\", expected a whole number of 0 to 2147483647"),
    .init(
      "a fractional id", #""a":1"#, #""a":1.5"#, .badFile,
      "$.model.vocab.a: found 1.5, expected a whole number of 0 to 2147483647"),
    .init(
      "a huge id", #""a":1"#, #""a":99999999999999999999"#, .badFile,
      "$.model.vocab.a: found 99999999999999999999, expected a whole number of 0 to 2147483647"),
    .init(
      "a negative id", #""a":1"#, #""a":-1"#, .badFile,
      "$.model.vocab.a: found -1, expected a whole number of 0 to 2147483647"),
    .init(
      "a merge of three", #"["a","b"]"#, #"["a","b","c"]"#, .badFile,
      "$.model.merges[0]: found 3 elements, expected two tokens"),
    .init(
      "a merge of one string", #"["a","b"]"#, #""ab""#, .badFile,
      "$.model.merges[0]: found 0 blanks, expected two tokens with a blank between"),
    .init(
      "a template without its text", #""pair":[{"Sequence":{"id":"A","type_id":0}},"#, #""pair":["#, .badSetting,
      "$.post_processor: the template \"pair\" is a template with 1 texts, expected the texts A and B once each"),
  ]

  static let contradictions: [HostileFiles] = [
    .init(
      "an id twice", #""b":2"#, #""b":1"#, .badVocabulary, "$.model.vocab.b: the id 1 is given twice, again for \"b\""),
    .init(
      "an id beyond", #""b":2"#, #""b":9"#, .badVocabulary,
      "$.model.vocab.b: the id 9 of \"b\" is beyond the 5 tokens; ids go from 0 without a gap"),
    .init(
      "a token twice", #""b":2"#, #""a":2"#, .badVocabulary,
      "$.model.vocab: the token \"a\" stands twice in the vocabulary"),
    .init(
      "a merge of an unknown token", #"["a","b"]"#, #"["a","c"]"#, .badVocabulary,
      "$.model.merges[0]: a merge needs the token \"c\", which the vocabulary doesn't have"),
    .init(
      "a merge without its product", #"["a","b"]"#, #"["b","a"]"#, .badVocabulary,
      "$.model.merges[0]: the merge of \"b\" and \"a\" needs the token \"ba\", which the vocabulary doesn't have"),
    .init(
      "a merge twice", #"["a","b"]"#, #"["a","b"],["a","b"]"#, .badVocabulary,
      "$.model.merges[1]: the merge of \"a\" and \"b\" stands twice"),
    .init(
      "a merge that makes a special token", #""id":0,"content":"<s>""#, #""id":3,"content":"ab""#, .badVocabulary,
      "$.model.merges[0]: it makes \"ab\", a special or a byte token: text would be lost in decoding"),
    .init(
      "byte fallback without bytes", #""unk_token":"u","byte_fallback":false"#, #""byte_fallback":true"#,
      .badVocabulary,
      "$.model: byte fallback needs the token \"<0x00>\", which the vocabulary doesn't have"),
    .init(
      "an unknown token that isn't there", #""unk_token":"u""#, #""unk_token":"v""#, .badVocabulary,
      "$.model.unk_token: unk_token needs the token \"v\", which the vocabulary doesn't have"),
    .init(
      "a special token with another id", #""id":0,"content":"<s>""#, #""id":1,"content":"<s>""#, .badVocabulary,
      "$.added_tokens: the id 1 is given twice, again for \"<s>\""),
    .init(
      "a template's id beyond", #""ids":[0]"#, #""ids":[7]"#, .unknownToken,
      "$.post_processor: there is no id 7: the vocabulary has the ids 0 to 4"),
    .init(
      "a template's token that isn't there", #""special_tokens":{"<s>""#, #""special_tokens":{"<t>""#, .badVocabulary,
      "$.post_processor.single[0].SpecialToken: the template needs the token \"<s>\", which the vocabulary doesn't have"
    ),
  ]
}
