import Foundation
import TestSupport
import Testing

@Suite("train-translation and translate")
struct TranslationCommandTests {
  let bench: SmallTranslation

  init() throws { bench = try SmallTranslation() }

  private struct Figures: Decodable, Equatable {
    struct Scores: Decodable, Equatable {
      let bleu: Double
      let bleu_signature: String
      let chrf: Double
      let count: Int
    }

    let task: String
    let architecture: String
    let dev: Scores?
    let test: Scores?
  }

  private func figures(_ json: String) throws -> Figures {
    try JSONDecoder().decode(Figures.self, from: Data(json.utf8))
  }

  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test("trains, translates, evaluates and shows: from two files to figures that agree")
  func wholeWay() throws {
    let training = try bench.train("--json")
    #expect(training.status == 0, "\(training.standardError)")
    let trained = try figures(training.standardOutput)
    #expect(trained.task == "translation" && trained.test?.count == 30 && trained.dev?.count == 30)
    #expect(trained.test?.bleu_signature == "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0")

    let evaluated = try bench.run("evaluate", "--model", "m", "--json")
    #expect(try figures(evaluated.standardOutput).test == trained.test)
    let other = try bench.run(
      "evaluate", "--model", "m", "--test-source", "dev.en", "--test-target", "dev.de", "--json")
    #expect(try figures(other.standardOutput).test == trained.dev)

    let shown = try bench.run("model", "show", "m", "--json")
    #expect(try figures(shown.standardOutput).test == trained.test)
    let text = try bench.run("model", "show", "m", "--curve", "curve.svg")
    #expect(text.standardOutput.contains("languages") && text.standardOutput.contains("source: train.en"))
    #expect(bench.exists("curve.svg"))

    let translated = try bench.run("translate", "--model", "m", "test.en", "--reference", "test.de")
    #expect(lines(translated.standardOutput).count == 30)
    #expect(translated.standardError.contains("BLEU") && translated.standardError.contains("chrF2|nrefs:1"))
    let json = try bench.run("translate", "--model", "m", "test.en", "--reference", "test.de", "--json")
    let last = try #require(lines(json.standardOutput).last)
    #expect(try JSONDecoder().decode(Figures.Scores.self, from: Data(last.utf8)) == trained.test)
  }

  @Test("text with its tokens apart is learned, written and scored so, whatever the file has")
  func mosesText() throws {
    for name in ["train", "dev", "test"] {
      let text = try bench.folder.read("\(name).de")
      try bench.folder.write(text.replacing("\n", with: ", „gut“.\n"), to: "\(name).de")
    }
    let training = try bench.train("--text-form", "moses", "--epochs", "6", "--json")
    #expect(training.status == 0, "\(training.standardError)")
    let trained = try figures(training.standardOutput)
    #expect(trained.test?.bleu_signature == "BLEU|nrefs:1|case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0")
    #expect(trained.test.map { $0.bleu > 20 } == true)
    let evaluated = try bench.run("evaluate", "--model", "m", "--json")
    #expect(try figures(evaluated.standardOutput).test == trained.test)
    let translated = try bench.run("translate", "--model", "m", "test.en", "--reference", "test.de")
    #expect(translated.standardOutput.contains(" , &quot; gut &quot; ."))
    #expect(translated.standardError.contains("tok:none"))
    let both = try bench.train("--text-form", "moses", "--vocabulary", "m/tokenizer.json", model: "n")
    #expect(both.status == 64 && both.standardError.contains("--vocabulary brings one that is"))
  }

  @Test("a line in is a line out: an empty one, one of blanks and a last one without a line end too")
  func lineByLine() throws {
    #expect(try bench.train().status == 0)
    let input = "red dog\n\n  \ncat runs\nhouse"
    let all = try bench.run("translate", "--model", "m", input: input)
    #expect(all.status == 0, "\(all.standardError)")
    let answers = lines(all.standardOutput)
    #expect(answers.count == 5 && answers[1] == "" && answers[2] == "")
    for (source, answer) in zip(["red dog", "", "  ", "cat runs", "house"], answers) {
      #expect(try bench.run("translate", "--model", "m", input: source + "\n").standardOutput == answer + "\n")
    }
  }

  @Test("scores and n best stand in columns; JSON has source, translation and score")
  func columns() throws {
    #expect(try bench.train().status == 0)
    let scored = try bench.run("translate", "--model", "m", "--scores", input: "red dog\n")
    let columns = scored.standardOutput.split(separator: "\t")
    #expect(columns.count == 2 && Double(columns[0]).map { $0 <= 0 } == true)
    let best = try bench.run("translate", "--model", "m", "--nbest", "3", "--beam", "4", input: "red dog\ncat\n")
    let numbers = lines(best.standardOutput).map { $0.prefix { $0 != "\t" } }
    #expect(Set(numbers) == ["1", "2"] && numbers.count <= 6)
    let json = try bench.run("translate", "--model", "m", "--json", input: "red \"dog\"\n")
    #expect(json.standardOutput.hasPrefix("{\"source\":\"red \\\"dog\\\"\",\"translation\":\""))
    #expect(json.standardOutput.contains("\"score\":-"))
  }

  @Test("a prefix, samples by a seed and runs that come once, as typed")
  func choices() throws {
    #expect(try bench.train().status == 0)
    let input = "red dog\ncat runs here\nhouse\n"
    let prefixed = try bench.run("translate", "--model", "m", "--prefix", "Hund rot", input: input)
    #expect(lines(prefixed.standardOutput).allSatisfy { $0.hasPrefix("Hund rot") })
    func sample(_ seed: String, _ workers: String) throws -> String {
      try bench.run(
        "translate", "--model", "m", "--sample", "--top-k", "20", "--top-p", "0.95", "--temperature", "1.5", "--seed",
        seed, "--nbest", "7", "--workers", workers, input: input
      ).standardOutput
    }
    let first = try sample("1", "1")
    #expect(lines(first).count == 21)
    #expect(try sample("1", "2") == first)
    #expect(try sample("2", "1") != first)
    let greedy = try bench.run("translate", "--model", "m", "--beam", "1", input: input)
    let top = try bench.run("translate", "--model", "m", "--sample", "--top-k", "1", input: input)
    #expect(top.standardOutput == greedy.standardOutput && top.status == 0)
    let once = try bench.run(
      "translate", "--model", "m", "--no-repeat-ngram-size", "1", "--min-length", "6", input: input)
    #expect(once.status == 0 && lines(once.standardOutput).count == 3)
  }

  @Test("the attention of the first text is an SVG, that of many a page; no other file is replaced")
  func attention() throws {
    #expect(try bench.train().status == 0)
    let input = "\nred <dog> & cat\nhouse\n"
    let one = try bench.run("translate", "--model", "m", "--attention", "a.svg", input: input)
    #expect(one.status == 0 && lines(one.standardOutput).count == 3)
    #expect(one.standardError.contains("1 text has no picture") && one.standardError.contains("wrote a.svg"))
    let svg = try bench.folder.read("a.svg")
    #expect(svg.hasPrefix("<svg ") && svg.contains(">&lt;</text>") && !svg.contains("house"))
    let page = try bench.run("translate", "--model", "m", "--attention", "a.html", input: input)
    let html = try bench.folder.read("a.html")
    #expect(page.status == 0 && html.split(separator: "<svg ").count == 3 && html.contains("red &lt;dog&gt; &amp; cat"))
    #expect(try bench.run("translate", "--model", "m", "--attention", "a.svg", input: input).status == 73)
    #expect(try bench.run("translate", "--model", "m", "--attention", "a.svg", "--force", input: input).status == 0)
    let other = try bench.run("translate", "--model", "m", "--attention", "a.png", input: input)
    #expect(other.status == 64 && other.standardError.contains("a name that ends in .svg or .html"))
    #expect(try bench.run("translate", "--model", "m", "--attention", "b.svg", input: "\n").status == 64)
  }

  @Test("settings that were saved repeat the run, and --resume of a finished run says its figures again")
  func repeated() throws {
    let first = try bench.train("--json")
    #expect(first.status == 0)
    let again = try bench.run("train-translation", "--config", "m/settings.yaml", "--model", "n", "--json")
    #expect(again.status == 0, "\(again.standardError)")
    #expect(try bench.folder.read(bytes: "m/model.safetensors") == bench.folder.read(bytes: "n/model.safetensors"))
    let resumed = try bench.run("train-translation", "--resume", "--model", "m", "--json")
    #expect(try figures(resumed.standardOutput) == figures(first.standardOutput))
    let refused = try bench.train()
    #expect(refused.status == 73)
  }

  @Test("a model to start from decides about network and vocabulary, and who says otherwise of the latter is told")
  func fineTuning() throws {
    #expect(try bench.train("--lowercase").status == 0)
    let files = ["--source", "dev.en", "--target", "dev.de", "--test", "none", "--epochs", "1"]
    let tuned = try bench.run(["train-translation", "--from-model", "m", "--model", "n"] + files)
    #expect(tuned.status == 0, "\(tuned.standardError)")
    let counts = try #require(tuned.standardError.firstMatch(of: /(\d+) of (\d+) parameters start/))
    #expect(counts.1 == counts.2)
    let settings = try bench.folder.read("n/settings.yaml")
    #expect(settings.contains("model-width: 16\n") && settings.contains("lowercase: true\n"))
    for words in [["--text-form", "moses"], ["--vocabulary-size", "700"], ["--separate-vocabularies"]] {
      let refused = try bench.run(["train-translation", "--from-model", "m", "--model", "o"] + files + words)
      #expect(refused.status == 64 && refused.standardError.contains("comes with its weights"), "\(words)")
    }
  }

  @Test("a batch of so many pairs is one where that is asked for, and one of so many tokens else")
  func batches() throws {
    func updates(_ words: String...) throws -> Substring {
      let training = try bench.run(
        [
          "train-translation", "--source", "train.en", "--target", "train.de", "--model", "b", "--force", "--epochs",
          "1",
          "--test", "none", "--model-width", "16", "--heads", "2", "--vocabulary-size", "330",
        ] + words)
      return try #require(training.standardOutput.firstMatch(of: /(\d+) updates?/)).1
    }
    #expect(try updates("--batch-size", "10") == "27" && updates("--batch-size", "90") == "3")
    #expect(try updates() == updates("--batch-tokens", "2048"))
    #expect(try updates("--batch-size", "10", "--batch-tokens", "2048") == updates())
  }

  @Test("scores are told though the picture can't be written")
  func lostPicture() throws {
    #expect(try bench.train().status == 0)
    let outcome = try bench.run(
      "translate", "--model", "m", "test.en", "--reference", "test.de", "--attention", "nowhere/a.svg")
    #expect(outcome.status == 73 && outcome.standardError.contains("BLEU"))
  }

  @Test("text that is not to be split is refused where the model can't take it")
  func splitting() throws {
    #expect(try bench.train("--max-tokens", "20").status == 0)
    let long = String(repeating: "Red dog runs here. ", count: 9) + "\n"
    let never = try bench.run("translate", "--model", "m", "--split", "never", input: long)
    #expect(never.status == 65 && never.standardError.contains("the model takes 20"))
    let whole = try bench.run("translate", "--model", "m", input: long)
    let one = try bench.run("translate", "--model", "m", input: "Red dog runs here.\n")
    #expect(
      whole.standardOutput.dropLast()
        == Array(repeating: one.standardOutput.dropLast(), count: 9).joined(separator: " "))
  }

  @Test("a table of pairs trains too, with a tenth each held out")
  func table() throws {
    let pairs = try zip(lines(bench.folder.read("train.en")), lines(bench.folder.read("train.de")))
    try bench.folder.write(pairs.map { "\($0)\t\($1)\n" }.joined(), to: "pairs.tsv")
    let outcome = try bench.run(
      ["train-translation", "--train", "pairs.tsv", "--model", "t", "--json"] + SmallTranslation.settings)
    #expect(outcome.status == 0, "\(outcome.standardError)")
    #expect(try figures(outcome.standardOutput).test?.count == 30)
    #expect(outcome.standardError.contains("240 pairs train, 30 are dev and 30 test"))
  }
}
