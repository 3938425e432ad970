import Foundation
import SerfModels
import SerfStorage
import Testing

@Suite("Translator")
struct TranslatorTests {
  let bench: TranslationBench

  init() throws { bench = try TranslationBench() }

  @Test(
    "a model that was saved translates as the one in memory, one text or many, in their order",
    arguments: TranslationConfiguration.Architecture.allCases)
  func loaded(architecture: TranslationConfiguration.Architecture) throws {
    let model = try bench.model { $0.architecture = architecture }
    let translator = try Translator(contentsOf: bench.write(model))
    let texts = TranslationBench.texts + [""] + TranslationBench.texts.reversed()
    let many = try translator.translate(texts)
    #expect(many == (try Translator(model).translate(texts, workers: 1)))
    for (text, translation) in zip(texts, many) { #expect(try translator.translate(text) == translation) }
  }

  @Test("an empty text, or one of blanks, has the empty translation", arguments: ["", " ", "\t \u{A0}"])
  func empty(text: String) throws {
    let found = try Translator(bench.model()).translations(of: [text], options: DecodingOptions(nbest: 5))
    #expect(found == [[found[0][0]]] && found[0][0].text == "" && found[0][0].score == 0)
  }

  @Test("a text beyond the longest is translated in parts, cut at the ends of sentences")
  func long() throws {
    let model = try bench.model()
    let translator = Translator(model)
    // A part holds as many whole sentences as fit into 40 tokens.
    let sentence = "Two children are playing on the beach."
    let fitting = try 40 / model.preparation.encode(sources: [" " + sentence])[0].count
    func text(_ count: Int) -> String { Array(repeating: sentence, count: count).joined(separator: " ") }
    let parts = try translator.translate([text(fitting), text(fitting), text(1)], options: .greedy)
    #expect(
      try translator.translate(text(2 * fitting + 1), options: .greedy) == parts.joined(separator: " "))
    // Without a sentence's end it is cut between words, and one endless word wherever a part is full.
    for text in [String(repeating: "dog ", count: 1000), String(repeating: "x", count: 500)] {
      #expect(try translator.translate(text, options: .greedy).isEmpty == false)
    }
  }

  @Test("a text of characters that no training text had goes through as bytes")
  func otherScripts() throws {
    _ = try Translator(bench.model()).translate("犬 🐕 собака")
  }

  @Test("a model of another task is refused, and which it is is said")
  func otherTask() throws {
    let sentiment = try ModelBench()
    let folder = try sentiment.write(sentiment.configuration())
    let error = try #require(throws: ModelError.self) { try Translator(contentsOf: folder) }
    #expect(error.code == .otherTask)
    #expect(error.message == "this is a model for sentiment; one for translation is expected")
    let translation = try bench.write(bench.model())
    let other = try #require(throws: ModelError.self) { try SentimentClassifier(contentsOf: translation) }
    #expect(other.message == "this is a model for translation; one for sentiment is expected")
  }

  @Test(
    "a damaged configuration is refused before memory is taken",
    arguments: [
      ("modelWidth", 1 << 40), ("sourceVocabularySize", 1 << 30), ("sourceVocabularySize", 320), ("heads", 3),
      ("encoderLayers", 0), ("maxTokens", 1 << 30), ("vocabularySize", 7),
    ])
  func damaged(name: String, value: Int) throws {
    let path = try bench.write(bench.model())
    let file = URL(fileURLWithPath: path + "/config.json")
    var object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    object[name] = value
    try JSONSerialization.data(withJSONObject: object).write(to: file)
    #expect(throws: ModelError.self) { try Translator(contentsOf: path) }
  }
}
