import Foundation
import TestSupport
import Testing

@Suite("score")
struct ScoreCommandTests {
  let command: CommandRunner
  let folder: TemporaryFolder

  init() throws {
    command = try CommandRunner()
    folder = try TemporaryFolder()
    try folder.write("The dog bit the man.\nIt was not unexpected.\nThe man bit him first.\n", to: "ref.A")
    try folder.write("The dog had bit the man.\nNo one was surprised.\nThe man had bitten the dog.\n", to: "ref.B")
    try folder.write("The dog bit the man.\nIt wasn't surprising.\nThe man had just bitten him.\n", to: "hyp")
    try folder.write("A dog bit a man.\nIt wasn't a surprise.\nHe had just bitten him.\n", to: "other")
  }

  private func score(_ words: String..., input: String = "") throws -> CommandRunner.Outcome {
    try command.run(["score"] + words, input: Data(input.utf8), directory: folder.path)
  }

  private func json(_ outcome: CommandRunner.Outcome) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(outcome.standardOutput.utf8)) as? [String: Any])
  }

  // The figures are those of sacreBLEU 2.6.0 for the same four files.
  @Test("each metric is one line: the signature, the figure, and what it came from")
  func lines() throws {
    #expect(
      try score("bleu", "--reference", "ref.A", "--reference", "ref.B", "hyp").standardOutput
        == "BLEU|nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 48.53 82.4/50.0/45.5/37.5 "
        + "(BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)\n")
    #expect(
      try score("chrf", "--reference", "ref.A", "hyp").standardOutput
        == "chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 50.04\n")
    #expect(
      try score("chrf", "--reference", "ref.A", "hyp", "--chrf-word-order", "2", "--width", "4").standardOutput
        == "chrF2++|nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0 = 51.7310\n")
    #expect(
      try score("ter", "--reference", "ref.A", "hyp").standardOutput
        == "TER|nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0 = 50.00\n")
  }

  @Test("standard input, and a compressed file told by its content, score as a plain file does")
  func streams() throws {
    let plain = try score("bleu", "--reference", "ref.A", "hyp").standardOutput
    #expect(try score("bleu", "--reference", "ref.A", input: folder.read("hyp")).standardOutput == plain)
    #expect(try score("bleu", "--reference", "-", "hyp", input: folder.read("ref.A")).standardOutput == plain)
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-k", folder.path("hyp"), folder.path("ref.A")]
    try gzip.run()
    gzip.waitUntilExit()
    try folder.write(folder.read(bytes: "ref.A.gz"), to: "no-ending")
    #expect(try score("bleu", "--reference", "no-ending", "hyp.gz").standardOutput == plain)
    try folder.write(folder.read("hyp").split(separator: "\n").joined(separator: " \r\n"), to: "windows")
    #expect(try score("bleu", "--reference", "ref.A", "windows").standardOutput == plain)
  }

  @Test("every option reaches the signature")
  func options() throws {
    func signature(_ words: String...) throws -> String {
      let outcome = try command.run(
        ["score"] + words + ["--reference", "ref.A", "hyp", "--json"], directory: folder.path)
      return try #require(json(outcome)["signature"] as? String)
    }
    #expect(
      try signature("bleu", "--tokenize", "intl", "--lowercase", "--smooth", "add-k", "--effective-order")
        == "nrefs:1|case:lc|eff:yes|tok:intl|smooth:add-k[1.00]|version:2.6.0")
    #expect(
      try signature("bleu", "--smooth", "floor", "--smooth-value", "0.25", "--max-ngram-order", "2")
        == "nrefs:1|case:mixed|eff:no|tok:13a|smooth:floor[0.25]|version:2.6.0")
    #expect(
      try signature(
        "chrf", "--chrf-char-order", "3", "--chrf-word-order", "1", "--chrf-beta", "3", "--lowercase",
        "--chrf-whitespace", "--chrf-eps-smoothing") == "nrefs:1|case:lc|eff:no|nc:3|nw:1|space:yes|version:2.6.0")
    #expect(
      try signature("ter", "--ter-normalized", "--ter-no-punct", "--ter-asian-support", "--ter-case-sensitive")
        == "nrefs:1|case:mixed|tok:tercom|norm:yes|punct:no|asian:yes|version:2.6.0")
  }

  @Test("JSON has all digits and what the figure came from")
  func jsonMembers() throws {
    let bleu = try json(score("bleu", "--reference", "ref.A", "--reference", "ref.B", "hyp", "--json", "--confidence"))
    #expect(bleu["metric"] as? String == "bleu" && bleu["name"] as? String == "BLEU")
    #expect(abs((bleu["score"] as? Double ?? 0) - 48.530827009929865) < 1e-12)
    #expect(bleu["counts"] as? [Int] == [14, 7, 5, 3] && bleu["totals"] as? [Int] == [17, 14, 11, 8])
    let interval = try #require(bleu["confidence"] as? [String: Any])
    #expect(
      interval.keys.sorted() == ["half_width", "lower", "mean", "resamples", "seed", "upper"]
        && interval["resamples"] as? Int == 1000)
    let ter = try json(score("ter", "--reference", "ref.A", "hyp", "--json"))
    #expect(ter["edits"] as? Int == 7 && ter["reference_length"] as? Int == 14)
  }

  @Test("systems are compared with the first in a table, and in JSON")
  func comparison() throws {
    let words = ["bleu", "--reference", "ref.A", "hyp", "--compare", "other", "--compare", "ref.B"]
    let outcome = try command.run(["score"] + words, directory: folder.path)
    #expect(outcome.status == 0 && outcome.standardError == "")
    let lines = outcome.standardOutput.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("system   BLEU") && lines[0].hasSuffix("p bootstrap  p randomisation"))
    #expect(lines[1...3].map { $0.prefix { $0 != " " } } == ["hyp", "other", "ref.B"])
    #expect(lines[4].contains("|bs:1000|ar:10000|seed:12345|"))
    let members = try json(command.run(["score"] + words + ["--json", "--paired-bs-n", "50"], directory: folder.path))
    let systems = try #require(members["systems"] as? [[String: Any]])
    #expect(members["baseline"] as? String == "hyp" && systems.map { $0["system"] as? String } == ["other", "ref.B"])
    for system in systems {
      for key in ["p_bootstrap", "p_randomization"] {
        let p = try #require(system[key] as? Double)
        #expect(p > 0 && p <= 1)
      }
    }
  }

  @Test("the same seed gives the same bytes, another seed another interval")
  func seeds() throws {
    func interval(_ seed: String) throws -> String {
      try score("ter", "--reference", "ref.A", "hyp", "--confidence", "--confidence-n", "9", "--seed", seed, "--json")
        .standardOutput
    }
    #expect(try interval("1") == interval("1"))
    #expect(try interval("1") != interval("4"))
  }

  @Test("each segment by itself is a line, in text and in JSON")
  func sentenceLevel() throws {
    let outcome = try score("ter", "--reference", "ref.A", "hyp", "--sentence-level")
    #expect(outcome.standardOutput == "0.00\n75.00\n80.00\n")
    #expect(outcome.standardError.hasPrefix("TER|nrefs:1|"))
    let lines = try score("bleu", "--reference", "ref.A", "hyp", "--sentence-level", "--json").standardOutput
    #expect(lines.split(separator: "\n").count == 3 && lines.contains("|eff:yes|"))
  }

  @Test("labels give accuracy, F1 and a confusion table; the output of classify is taken as it is")
  func accuracy() throws {
    try folder.write("a\nb\na\nc\n", to: "gold")
    try folder.write("a\t0.9\na\t0.5\na\t0.7\nc\t0.6\n", to: "answers")
    let members = try json(score("accuracy", "--reference", "gold", "answers", "--json"))
    #expect(members["metric"] as? String == "accuracy" && members["score"] as? Double == 0.75)
    #expect(members["count"] as? Int == 4 && members["confusion"] is [String: Any])
    let text = try score("accuracy", "--reference", "gold", "answers", "--confidence").standardOutput
    #expect(text.hasPrefix("accuracy|bs:1000|seed:12345|match:exact = 0.7500 (μ = "))
    #expect(text.contains("confusion (row: label, column: answer)"))
    try folder.write("é\n", to: "composed")
    try folder.write("e\u{301}\n", to: "decomposed")
    #expect(try json(score("accuracy", "--reference", "composed", "decomposed", "--json"))["score"] as? Double == 0)
  }
}

// MARK: - Warnings and mistakes
extension ScoreCommandTests {
  @Test("a text that looks tokenised or carries subword marks is warned about, unless --quiet")
  func warnings() throws {
    try folder.write("The dog bit .\nIt was n't .\nThe m@@ an .\n", to: "tokenised")
    let outcome = try score("bleu", "--reference", "ref.A", "tokenised")
    #expect(outcome.status == 0)
    #expect(
      outcome.standardError
        == "warning: tokenised: 3 of 3 lines look tokenised ('word .'), which changes the score; detokenise the text, or "
        + "say --tokenize none if that is meant\n"
        + "warning: tokenised: 1 of 3 lines carries marks of subwords ('@@ ' or '▁'); join the pieces to words first\n")
    #expect(try score("bleu", "--reference", "ref.A", "tokenised", "--quiet").standardError == "")
    try folder.write("▁The ▁dog\nb\nc\n", to: "pieces")
    #expect(try score("chrf", "--reference", "ref.A", "pieces").standardError.contains("'▁'"))
    #expect(try score("bleu", "--reference", "ref.A", "hyp").standardError == "")
  }

  /// Words after `score`, and what they are answered with.
  struct Mistake: Sendable {
    let words: [String]
    let status: Int32
    let message: String

    init(_ words: [String], _ status: Int32, _ message: String) {
      self.words = words
      self.status = status
      self.message = message
    }
  }

  static let mistakes: [Mistake] = [
    Mistake(["bleu", "--reference", "ref.A", "none"], 66, "Error: none: no such file\n"),
    Mistake(["ter", "--reference", "none", "hyp"], 66, "Error: none: no such file\n"),
    Mistake(["chrf", "--reference", "ref.A", "."], 66, "Error: .: is a folder; a file is expected\n"),
    Mistake(
      ["bleu", "--reference", "ref.A", "short"], 65,
      "Error: short has 1 line and ref.A 3; line n of one must belong to line n of the other\n"
    ),
    Mistake(["bleu", "--reference", "empty", "hyp"], 65, "Error: empty: is empty; expected a segment a line\n"),
    Mistake(
      ["chrf", "--reference", "ref.A", "broken"], 65,
      "Error: broken, line 2: this is not UTF-8; expected UTF-8 text\n"
    ),
    Mistake(
      ["bleu", "hyp"], 64,
      "Error: Missing --reference; say --reference FILE\n  See 'serf-nlp score bleu --help'.\n"
    ),
    Mistake(
      ["bleu", "--reference", "-"], 64,
      "Error: standard input can be read once; give files for the other texts\n  See 'serf-nlp score bleu --help'.\n"
    ),
    Mistake(
      ["bleu", "--reference", "ref.A", "hyp", "--smooth-value", "1"], 64,
      "Error: --smooth-value goes with --smooth floor or add-k alone\n  See 'serf-nlp score bleu --help'.\n"
    ),
    Mistake(
      ["bleu", "--reference", "ref.A", "hyp", "--max-ngram-order", "0"], 64,
      "Error: the n-gram order is 0; expected a number from 1 to 64\n"
    ),
    Mistake(
      ["chrf", "--reference", "ref.A", "hyp", "--chrf-char-order", "0"], 64,
      "Error: the character order is 0; expected a number from 1 to 64\n"
    ),
    Mistake(
      ["ter", "--reference", "ref.A", "hyp", "--confidence", "--confidence-n", "0"], 64,
      "Error: the number of resamples is 0; expected a number from 1 to 10000000\n"
    ),
    Mistake(
      ["ter", "--reference", "ref.A", "hyp", "--sentence-level", "--confidence"], 64,
      "Error: --sentence-level goes with neither --confidence nor --compare: these are about all segments\n"
        + "  See 'serf-nlp score ter --help'.\n"
    ),
    Mistake(
      ["bleu", "--reference", "ref.A", "hyp", "--tokenise", "13a"], 64,
      "Error: Unknown option '--tokenise'. Did you mean '--tokenize'?\n  See 'serf-nlp score bleu --help'.\n"
    ),
  ]

  @Test("a mistake is told in two lines at most, with the status of its kind", arguments: mistakes)
  func mistakes(mistake: Mistake) throws {
    try folder.write("one\n", to: "short")
    try folder.write("", to: "empty")
    try folder.write(Data([0x61, 0x0A, 0xFF, 0x0A, 0x62, 0x0A]), to: "broken")
    let outcome = try command.run(["score"] + mistake.words, directory: folder.path)
    #expect(outcome.status == mistake.status)
    #expect(outcome.standardError == mistake.message)
    #expect(outcome.standardOutput == "")
  }

  @Test("a reader that went away is status 74, with the reason")
  func closedPipe() throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The reader ends at once; the score is asked for once it has.
    shell.arguments = [
      "-c", "(sleep 0.3; \"$0\" score ter --reference ref.A hyp; echo $? >status) | true", command.binary,
    ]
    shell.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let pipe = Pipe()
    shell.standardError = pipe
    try shell.run()
    let message = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(message == "Error: standard output: writing failed (Broken pipe)\n")
    #expect(try folder.read("status") == "74\n")
  }

  @Test("odd texts are scored, never trapped on: nothing at all, one long line, blanks of every kind")
  func oddTexts() throws {
    let long = String(repeating: "word, ", count: 20_000)
    for text in ["\n", "\n\n", long + "\n", "\u{2028}\u{A0}\u{1C} \u{3000}\n", "\0\n", "e\u{301}\u{301}\u{301}\n"] {
      try folder.write(text, to: "odd")
      for metric in ["bleu", "chrf", "ter"] {
        for words in [[], ["--confidence", "--confidence-n", "20"]] {
          let outcome = try command.run(["score", metric, "--reference", "odd", "odd"] + words, directory: folder.path)
          #expect(outcome.status == 0, "\(metric) \(text.prefix(20).debugDescription): \(outcome.standardError)")
        }
      }
    }
  }
}
