import SerfSettings
import Testing

@Suite("Settings in YAML")
struct SettingsYAMLTests {
  @Test("what is written reads back to the same values, with doubles to the last bit")
  func roundTrip() throws {
    var settings = Settings(SentimentSettings.list)
    let rates = [
      0.1, 1e-8, .leastNonzeroMagnitude, 1.7976931348623157e308, 0.1 + 0.2, 1.0 / 3, 1e16, 123456789.123456789,
    ]
    for rate in rates {
      settings[LearningSettings.learningRate] = rate
      let back = try Settings(yaml: settings.yaml(), list: SentimentSettings.list)
      #expect(back[LearningSettings.learningRate].bitPattern == rate.bitPattern)
      #expect(back == settings)
    }
  }

  @Test(
    "a text reads back whatever is in it",
    arguments: [
      "plain", "no", "Null", "~", "none", "3", "1e5", "a b", "a: b", "# x", "- x", "\"'\\", "line\nline\ttab",
      "é e\u{301} 日本",
      "\u{0}\u{1}\u{7F}\u{85}\u{A0}\u{2028}\u{FEFF}\u{FFFE}\u{FFFF}😀", " lead and trail ",
      "C:\\path", "%", "@", "`", "&a", "*a", "!t",
    ])
  func texts(text: String) throws {
    var settings = Settings(SentimentSettings.list)
    settings[ClassificationDataSettings.textColumn] = text
    settings[ClassificationDataSettings.mapLabel] = [text, "b=c,d"]
    let back = try Settings(yaml: settings.yaml(), list: SentimentSettings.list)
    let column = try #require(back[ClassificationDataSettings.textColumn])
    #expect(Array(column.utf8) == Array(text.utf8))
    #expect(back == settings)
  }

  @Test("every saved setting stands in the file once, in declared order, and no other")
  func names() {
    let lines = Settings(SentimentSettings.list).yaml().split(separator: "\n").filter { !$0.hasPrefix("#") }
    let names = lines.map { String($0.prefix { $0 != ":" }) }
    #expect(names == SentimentSettings.list.settings.filter(\.isSaved).map(\.name))
    #expect(!names.contains("workers"))
    #expect(!names.contains("model"))
  }

  @Test("a file may also say what is never saved, lists in both forms, and nothing at all")
  func otherForms() throws {
    var settings = try Settings(yaml: "workers: 3\nmap-label: [a=b, 'c,d=e']\n", list: SentimentSettings.list)
    #expect(settings[RunSettings.workers] == 3)
    #expect(settings[ClassificationDataSettings.mapLabel] == ["a=b", "c,d=e"])
    try settings.set(yaml: "map-label: x=y,z=w\nclip-norm: null\ntext-column: ~\n")
    #expect(settings[ClassificationDataSettings.mapLabel] == ["x=y", "z=w"])
    #expect(settings[LearningSettings.clipNorm] == nil)
    let before = settings
    try settings.set(yaml: "")
    try settings.set(yaml: "# only a comment\n")
    #expect(settings == before)
  }

  @Test(
    "a bad file is refused with file and line",
    arguments: [
      (
        "seed: 1\nlearning-rat: 2\n",
        "run.yaml, line 2: there is no setting 'learning-rat'; did you mean 'learning-rate'?"
      ),
      ("seed: 1\n\nepochs: soon\n", "run.yaml, line 3: epochs is 'soon'; expected a whole number of 1 or more"),
      ("seed: null\n", "run.yaml, line 1: seed is 'none'; expected a whole number of 0 or more"),
      ("epochs: [1, 2]\n", "run.yaml, line 1: epochs holds a list; expected one value"),
      ("epochs: {a: 1}\n", "run.yaml, line 1: epochs holds a mapping; expected one value"),
      ("map-label: [[a]]\n", "run.yaml, line 1: map-label holds a nested list; expected one value"),
      ("seed: 1\nseed: 2\n", "run.yaml, line 1: seed stands here and again further down; expected each name once"),
      ("- seed\n", "run.yaml, line 1: expected lines of 'name: value', found a list"),
      ("just words\n", "run.yaml, line 1: expected lines of 'name: value', found the text 'just words'"),
      ("[a]: 1\n", "run.yaml, line 1: expected lines of 'name: value', found a list"),
      ("seed: 1\n\tepochs: 2\n", "run.yaml, line 2: this is not YAML: found a tab character that violates indentation"),
    ])
  func badFiles(yaml: String, message: String) {
    let error = #expect(throws: SettingError.self) {
      try Settings(yaml: yaml, file: "run.yaml", list: SentimentSettings.list)
    }
    #expect(error?.message == message)
  }

  @Test("cut, mixed and deeply nested files are refused or read, but never trap")
  func hostileFiles() {
    var random = SplitMix(state: 20211)
    let seedText = Settings(SentimentSettings.list).yaml()
    let odd = Array("{}[]:&*!|>'\"%@`\n\t -?,#\u{0}\u{FEFF}".unicodeScalars)
    for _ in 0..<300 {
      var scalars = Array(seedText.unicodeScalars.prefix(Int(random.next() % UInt64(seedText.utf8.count))))
      for _ in 0..<3 where !scalars.isEmpty {
        scalars[Int(random.next() % UInt64(scalars.count))] = odd[Int(random.next() % UInt64(odd.count))]
      }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      _ = try? Settings(yaml: String(text), list: SentimentSettings.list)
    }
    #expect(throws: SettingError.self) {
      try Settings(yaml: "seed: " + String(repeating: "[", count: 100_000), list: SentimentSettings.list)
    }
  }
}

/// SplitMix64: the same texts in every run.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
