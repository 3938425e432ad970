import SerfData
import SerfModels
import SerfSettings
import SerfStorage
import SerfTokenizer
import SerfTraining
import TestSupport
import Testing

@Suite("Training of translation")
struct TranslationTrainingTests {
  let bench: TranslationRunBench

  init() throws { bench = try TranslationRunBench() }

  @Test("words that change places and language are learned", arguments: ["pre", "post"])
  func learns(norm: String) throws {
    let bench = try TranslationRunBench(training: 600)
    let observer = RecordingObserver()
    let report = try bench.train(
      bench.settings([
        "epochs": "30", "norm": norm, "dropout": "0", "word-dropout": "0", "embedding-dropout": "0",
        "decoder-layers": "2", "schedule": "cosine", "warmup": "50",
      ]), observer: observer)
    let test = try #require(report.training.test)
    #expect(test.bleu > 80 && test.chrf > 80 && test.count == 40, "BLEU \(test.bleu), chrF \(test.chrf)")
    #expect(report.training.dev.bleuSignature == "BLEU|nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0")
    #expect(observer.validations.last.map { $0.loss < 1 } == true)
    let translator = try Translator(contentsOf: bench.folder.path("model"))
    #expect(try translator.translate("red dog sleeps") == "schläft Hund rot")
  }

  @Test("LSTMs learn it too, with the same bits for any number of workers")
  func recurrentLearns() throws {
    let bench = try TranslationRunBench(training: 600)
    func train(workers: Int) throws -> TranslationReport {
      try bench.train(
        bench.settings(
          model: "\(workers)", workers: workers,
          [
            "architecture": "lstm", "epochs": "30", "dropout": "0", "word-dropout": "0", "embedding-dropout": "0",
            "heads": "1", "layers": "1",
          ]))
    }
    let report = try train(workers: 2)
    let test = try #require(report.training.test)
    #expect(test.bleu > 80 && report.training.architecture == "lstm", "BLEU \(test.bleu)")
    #expect(try train(workers: 1).withoutCircumstances == report.withoutCircumstances)
    #expect(try bench.bytes("model.safetensors", model: "1") == bench.bytes("model.safetensors", model: "2"))
  }

  @Test("the same seed gives the same bits with 1, 2 and 3 workers; another seed gives others")
  func workers() throws {
    let first = try bench.train(bench.settings(model: "1", workers: 1))
    let weights = try bench.bytes("model.safetensors", model: "1")
    for workers in [2, 3] {
      let name = "\(workers)"
      let report = try bench.train(bench.settings(model: name, workers: workers))
      #expect(report.withoutCircumstances == first.withoutCircumstances, "\(workers) workers")
      for file in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
        #expect(try bench.bytes(file, model: name) == bench.bytes(file, model: "1"), "\(file)")
      }
    }
    _ = try bench.train(bench.settings(model: "other", ["seed": "2"]))
    #expect(try bench.bytes("model.safetensors", model: "other") != weights)
  }

  @Test(
    "stopped twice in mid-epoch and gone on with by other numbers of workers, it ends with the same bits",
    arguments: [
      ["average-checkpoints": "2"],
      [
        "bpe-dropout": "0.2", "average-decay": "0.9", "accumulate-batches": "2", "batch-tokens": "80",
        "separate-vocabularies": "true",
      ],
    ])
  func resumed(values: [String: String]) throws {
    let whole = try bench.train(bench.settings(model: "whole", values))
    func stop(_ workers: Int, after updates: Int, resuming: Bool) throws -> TrainingError {
      try #require(throws: TrainingError.self) {
        try bench.train(
          bench.settings(model: "parts", workers: workers, values), policy: resuming ? .resume : .refuse,
          observer: RecordingObserver(stopAfter: updates))
      }
    }
    #expect(try stop(1, after: 5, resuming: false).code == .interrupted)
    #expect(try stop(3, after: 8, resuming: true).message.contains("after update 13"))
    let parts = try bench.train(bench.settings(model: "parts", values), policy: .resume)
    #expect(parts.withoutCircumstances == whole.withoutCircumstances)
    for file in ["model.safetensors", "tokenizer.json", "settings.yaml"] {
      #expect(try bench.bytes(file, model: "parts") == bench.bytes(file, model: "whole"), "\(file)")
    }
    // Resumed once more, a finished run says its figures again.
    let again = try bench.train(bench.settings(model: "parts", values), policy: .resume)
    #expect(again.withoutCircumstances == whole.withoutCircumstances)
  }

  @Test("with BPE dropout another run is learned, by the seed, and a vocabulary without merges is refused")
  func bpeDropout() throws {
    let plain = try bench.train(bench.settings(model: "plain"))
    let dropped = try bench.train(bench.settings(model: "dropped", ["bpe-dropout": "0.3"]))
    #expect(plain.training.updates == dropped.training.updates)
    let weights = try bench.bytes("model.safetensors", model: "dropped")
    #expect(try bench.bytes("model.safetensors", model: "plain") != weights)
    _ = try bench.train(bench.settings(model: "other", ["bpe-dropout": "0.3", "seed": "2"]))
    #expect(try bench.bytes("model.safetensors", model: "other") != weights)
    // All merges dropped leave more tokens than there is room for: such sentences are taken as they are.
    let short = try bench.train(bench.settings(model: "short", ["bpe-dropout": "0.99", "max-tokens": "8"]))
    #expect(short.training.updates > 0)
    var sources = bench.sources
    sources.vocabulary = try bench.folder.write(Self.wordVocabulary, to: "words.json")
    let observer = RecordingObserver()
    let error = try #require(throws: TrainingError.self) {
      try bench.train(bench.settings(model: "words", ["bpe-dropout": "0.3"]), observer: observer, sources: sources)
    }
    #expect(observer.notes.contains("--vocabulary-size has no effect beside --vocabulary"))
    #expect(error.code == .badSettings && error.message.hasPrefix("--bpe-dropout needs a vocabulary of byte-pair"))
  }

  /// A vocabulary of whole words.
  private static let wordVocabulary = """
    {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":null,
     "pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
     "model":{"type":"WordLevel","vocab":{"<s>":0,"</s>":1,"<unk>":2,"dog":3,"Hund":4},"unk_token":"<unk>"}}
    """

  @Test("a vocabulary for each language: learned, saved, loaded, gone on with, and gone with the next joint model")
  func separateVocabularies() throws {
    let values = ["separate-vocabularies": "true", "epochs": "4"]
    let observer = RecordingObserver()
    let report = try bench.train(bench.settings(values), observer: observer)
    #expect(observer.notes.contains { $0.hasSuffix("of the training text's sources") })
    let path = bench.folder.path("model")
    let file = try TranslationModelFile(contentsOf: path)
    let source = try Tokenizer(contentsOf: path + "/source-tokenizer.json")
    #expect(file.configuration.sourceVocabularySize == source.vocabularySize)
    // Each has whole words of its own language alone.
    let target = try Tokenizer(contentsOf: path + "/tokenizer.json")
    #expect(try source.encode("sleeps", addSpecialTokens: false).count < target.encode("sleeps").count)
    #expect(try target.encode("schläft", addSpecialTokens: false).count < source.encode("schläft").count)
    let scores = try TranslationScores(
      translations: Translator(contentsOf: path).translate(bench.testTexts.map(\.0)),
      references: bench.testTexts.map(\.1))
    #expect(scores == report.training.test)
    let next = try bench.train(bench.settings(model: "next", ["from-model": path, "epochs": "1"]))
    #expect(next.training.parameters == report.training.parameters)
    var sources = bench.sources
    sources.vocabulary = path + "/tokenizer.json"
    let error = try #require(throws: TrainingError.self) {
      try bench.train(bench.settings(model: "two", values), sources: sources)
    }
    #expect(error.message.hasPrefix("--vocabulary is one vocabulary of both languages"))
    _ = try bench.train(bench.settings(["epochs": "1"]), policy: .force)
    #expect(throws: TokenizerError.self) { try Tokenizer(contentsOf: path + "/source-tokenizer.json") }
    #expect(try Translator(contentsOf: path).configuration.sourceVocabularySize == nil)
  }

  @Test("without dev and test files a tenth each is held out; pairs that are too long are left out, and said")
  func split() throws {
    let observer = RecordingObserver()
    let report = try bench.train(
      bench.settings(["epochs": "1", "max-tokens": "6"]), observer: observer,
      sources: TranslationSources(train: bench.sources.train))
    #expect(report.training.test?.count == 20 && report.training.dev.count == 20)
    #expect(observer.notes.contains { $0.hasSuffix("by seed 1, 160 pairs train, 20 are dev and 20 test") })
    #expect(observer.notes.contains { $0.contains("of 160 pairs have over 6 tokens and are left out") })
  }

  @Test("a model to start from brings its vocabulary and its weights")
  func fromModel() throws {
    let first = try bench.train(bench.settings(model: "first"))
    let observer = RecordingObserver()
    let second = try bench.train(
      bench.settings(model: "second", ["from-model": bench.folder.path("first"), "epochs": "1"]), observer: observer)
    #expect(second.training.dev.bleu >= 0 && first.training.parameters == second.training.parameters)
    #expect(observer.notes.contains { $0.hasSuffix("parameters start from the model given") })
    #expect(try bench.bytes("tokenizer.json", model: "second") == bench.bytes("tokenizer.json", model: "first"))
  }

  @Test("while all BLEU are next to 0 the loss says which model is better, and that little was learned is said")
  func littleLearned() throws {
    let observer = RecordingObserver()
    _ = try bench.train(
      bench.settings(["epochs": "6", "patience": "2", "learning-rate": "0.00002", "warmup": "0"]), observer: observer)
    let validations = observer.validations
    #expect(validations.count == 6 && validations.allSatisfy(\.isBest), "\(validations.map(\.score))")
    #expect(observer.notes.contains { $0.hasPrefix("the model has learned next to nothing by update") })
  }

  @Test("dev pairs that are all too long are refused before training")
  func longDev() throws {
    var sources = bench.sources
    let endless = String(repeating: "red dog ", count: 200)
    sources.dev = .lines(
      source: try bench.folder.write(endless + "\n", to: "long.en"),
      target: try bench.folder.write("Hund\n", to: "long.de"))
    let error = try #require(throws: TrainingError.self) { try bench.train(bench.settings(), sources: sources) }
    #expect(error.message == "every dev pair has over 256 tokens; choose a larger --max-tokens")
  }

  @Test("a model of small letters is scored without regard to capitals, one of tokenised text by its tokens")
  func forms() throws {
    let low = try bench.train(bench.settings(model: "low", ["lowercase": "true", "epochs": "1"])).training.dev
    #expect(low.bleuSignature.contains("case:lc") && low.chrfSignature.contains("case:lc"))
    let capitals = try TranslationScores(
      translations: ["ein hund läuft am strand"], references: ["Ein Hund läuft am Strand"],
      form: WrittenForm(ignoresCase: true))
    #expect(abs(capitals.bleu - 100) < 1e-9 && abs(capitals.chrf - 100) < 1e-9)
    let apart = try bench.train(bench.settings(model: "apart", ["text-form": "tokenized", "epochs": "1"])).training.dev
    #expect(apart.bleuSignature == "BLEU|nrefs:1|case:mixed|eff:no|tok:none|smooth:exp|version:2.6.0")
  }

  @Test("dev translations that look tokenised are pointed out, unless that is said")
  func tokenizedText() throws {
    var sources = bench.sources
    let lines = String(repeating: "der Hund schläft .\n", count: 8)
    sources.dev = .lines(
      source: try bench.folder.write(lines, to: "t.en"), target: try bench.folder.write(lines, to: "t.de"))
    for (form, isNoted) in [("plain", true), ("moses", true), ("tokenized", false)] {
      let observer = RecordingObserver()
      _ = try bench.train(
        bench.settings(model: form, ["text-form": form, "epochs": "1"]), observer: observer, sources: sources)
      #expect(observer.notes.contains { $0.hasPrefix("the dev translations look tokenised") } == isNoted, "\(form)")
    }
  }

  @Test("an unknown activation and heads that do not divide the width are refused before any file is read")
  func badSettings() throws {
    let sources = TranslationSources(train: [.table("nowhere.tsv")])
    for values in [["activation": "serv"], ["heads": "3"]] {
      let error = try #require(throws: TrainingError.self) {
        try bench.train(bench.settings(values), sources: sources)
      }
      #expect(error.code == .badSettings)
    }
  }
}
