import Foundation
import SerfModels
import SerfStorage
import SerfTokenizer
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

  /// Sentences whose ends can be missed.
  private static let sentences = [
    "Two dogs run.", "“A dog!”", "Mr. Zwei plays on the beach.", "Am 3. Mai spielt der Hund, z.B. am Strand.",
    "Is J. red?",
  ]

  @Test("a text longer than any that was learned from is translated sentence by sentence; each is, or none, as asked")
  func long() throws {
    let translator = Translator(try bench.model { $0.longestSource = 30 })
    let parts = try translator.translate(Self.sentences, options: .greedy)
    let text = Self.sentences.joined(separator: " ")
    #expect(try translator.translate(text, options: .greedy) == parts.joined(separator: " "))
    let short = Self.sentences.prefix(2).joined(separator: " ")
    var options = DecodingOptions.greedy
    let whole = try translator.translate(short, options: options)
    #expect(whole != parts.prefix(2).joined(separator: " "))
    options.splitting = .sentences
    #expect(try translator.translate(short, options: options) == parts.prefix(2).joined(separator: " "))
    options.splitting = .never
    #expect(try translator.translate(short, options: options) == whole)
    let error = try #require(throws: ModelError.self) { try translator.translate(text, options: options) }
    #expect(error.code == .badText && error.message.contains("the model takes 40"))
    // Without a sentence's end it is cut between words, and one endless word wherever a part is full.
    for text in [String(repeating: "dog ", count: 1000), String(repeating: "x", count: 500)] {
      #expect(try translator.translate(text, options: .greedy).isEmpty == false)
    }
  }

  @Test("the score of a text in parts is that of one translation of all their tokens", arguments: [0, 0.7, 1])
  func scoreOfParts(penalty: Double) throws {
    let translator = Translator(try bench.model { $0.longestSource = 1 })
    // Greedy, so that every penalty has the same translations.
    func scores(_ texts: [String], _ penalty: Double) throws -> [Double] {
      try translator.translations(of: texts, options: DecodingOptions(beam: 1, lengthPenalty: penalty)).map {
        $0[0].score
      }
    }
    let sums = try scores(Self.sentences, 0)
    let lengths = try zip(sums, scores(Self.sentences, 1)).map { $0 / $1 }
    let expected = sums.reduce(0, +) / pow(lengths.reduce(0, +), penalty)
    let whole = try scores([Self.sentences.joined(separator: " ")], penalty)[0]
    #expect(abs(whole - expected) < 1e-4 * abs(expected), "\(whole) for \(expected)")
  }

  @Test("texts are translated as they come, and a text that can't be ends them with its error")
  func asTheyCome() async throws {
    let translator = Translator(try bench.model())
    var options = DecodingOptions.greedy
    options.splitting = .never
    let endless = String(repeating: "dog ", count: 100)
    let texts = AsyncStream<String> { stream in
      for text in TranslationBench.texts + [endless] { stream.yield(text) }
      stream.finish()
    }
    var translations: [String] = []
    await #expect(throws: ModelError.self) {
      for try await translation in translator.translate(texts, options: options) { translations.append(translation) }
    }
    #expect(translations == (try translator.translate(TranslationBench.texts, options: options)))
  }

  @Test("lengths that no translation of the model can have are refused; a shortest one is kept")
  func lengths() throws {
    let translator = Translator(try bench.model())
    let long = try translator.translations(of: ["dog"], options: DecodingOptions(beam: 1, minLength: 35))
    #expect(try bench.tokenizer.count(long[0][0].text) > 20)
    for options in [DecodingOptions(minLength: 41), DecodingOptions(maxLength: 41)] {
      let error = try #require(throws: ModelError.self) { try translator.translate("dog", options: options) }
      #expect(error.message.contains("has 41 tokens; one of this model has 40 at most"))
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
    #expect(
      error.message
        == "\(folder): this is a model for sentiment; one for translation is expected. 'classify' uses this one")
    let translation = try bench.write(bench.model())
    let other = try #require(throws: ModelError.self) { try SentimentClassifier(contentsOf: translation) }
    #expect(
      other.message
        == "\(translation): this is a model for translation; one for sentiment is expected. 'translate' uses this one")
  }

  @Test(
    "a damaged configuration is refused before memory is taken",
    arguments: [
      ("modelWidth", 1 << 40), ("sourceVocabularySize", 1 << 30), ("sourceVocabularySize", 320), ("heads", 3),
      ("encoderLayers", 0), ("maxTokens", 1 << 30), ("longestSource", -1), ("vocabularySize", 7),
    ])
  func damaged(name: String, value: Int) throws {
    let path = try bench.write(bench.model())
    let file = URL(fileURLWithPath: path + "/config.json")
    var object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any] ?? [:]
    object[name] = value
    try JSONSerialization.data(withJSONObject: object).write(to: file)
    let error = try #require(throws: ModelError.self) { try Translator(contentsOf: path) }
    // A size that a tensor or the tokenizer has otherwise is told with the name of its file.
    #expect(error.message.hasPrefix(path))
  }
}
