import SerfModels
import SerfSettings
import SerfTensor
import SerfTokenizer
import SerfTraining
import TestSupport
import Testing

@Suite("Weights that a run starts from")
struct StartingWeightsTests {
  let bench: SentimentBench

  init() throws { bench = try SentimentBench(training: 120) }

  /// A run whose steps are too small to change a weight, unless it is 0.
  private static let still = [
    "epochs": "1", "max-updates": "1", "learning-rate": "1e-30", "optimizer": "sgd", "momentum": "0",
    "weight-decay": "0", "word-epochs": "0", "word-odds": "0",
  ]

  private func model(_ name: String) throws -> ClassifierModel<SentimentNetwork> {
    try ClassifierModel<SentimentNetwork>(contentsOf: bench.folder.path(name))
  }

  @Test(
    "a run from a model begins with all of its weights and its vocabulary, whatever the seed",
    arguments: ["average", "bilstm", "transformer"])
  func fromModel(architecture: String) throws {
    let first = try bench.train(bench.settings(architecture, model: "first"))
    let observer = RecordingObserver()
    let values = Self.still.merging(["from-model": first.model, "seed": "5"], uniquingKeysWith: { $1 })
    let second = try bench.train(bench.settings(architecture, model: "second", values), observer: observer)
    let count = try model("first").parameters.layout.parameters.count
    #expect(observer.notes.contains("\(count) of \(count) parameters start from the model given"))
    let (old, new) = try (LinearTask.values(model("first").parameters), LinearTask.values(model("second").parameters))
    // A weight of 0 does change, by the length of the step.
    #expect(old.count == new.count && zip(old, new).allSatisfy { abs($0 - $1) < 1e-25 })
    #expect(try bench.bytes("tokenizer.json", model: "second") == bench.bytes("tokenizer.json", model: "first"))
    #expect(second.dev == first.dev && second.test == first.test)
  }

  @Test("a run from a model with another head takes what fits")
  func partly() throws {
    let first = try bench.train(bench.settings("bilstm", model: "first"))
    let observer = RecordingObserver()
    let values = Self.still.merging(
      ["from-model": first.model, "feed-forward-width": "30"], uniquingKeysWith: { $1 })
    _ = try bench.train(bench.settings("bilstm", model: "second", values), observer: observer)
    #expect(observer.notes.contains { $0.hasSuffix("parameters start from the model given") })
    let (one, two) = try (model("first"), model("second"))
    for name in ["embedding.weight", "lstm.0.forward.input_weight", "output.bias", "dense.weight"] {
      let (old, new) = try (
        #require(one.parameters.layout.parameter(named: name)), #require(two.parameters.layout.parameter(named: name))
      )
      let isSame = one.parameters.matrix(of: old).elements == two.parameters.matrix(of: new).elements
      #expect(isSame == (name != "dense.weight"), "\(name)")
    }
  }

  @Test("a run from a folder that is no model is refused")
  func noModel() throws {
    let settings = try bench.settings("average", ["from-model": bench.folder.path("none")])
    let error = try #require(throws: TrainingError.self) { _ = try bench.train(settings) }
    #expect(error.code == .noSuchInput)
  }

  @Test(
    "word vectors become the rows of the tokens that are whole words; the others keep their own",
    arguments: ["average", "bilstm", "transformer"])
  func embeddings(architecture: String) throws {
    let words = ["lovely", "film", "nowhere-in-the-texts", "the"]
    let vectors = words.indices.map { word in (0..<16).map { Float(word + 1) + Float($0) / 16 } }
    let lines = zip(words, vectors).map { word, vector in word + " " + vector.map { "\($0)" }.joined(separator: " ") }
    let file = try bench.folder.write(lines.joined(separator: "\n") + "\n", to: "vectors.txt")
    let observer = RecordingObserver()
    _ = try bench.train(
      bench.settings(architecture, model: "plain", Self.still.merging(["vocabulary-size": "400"]) { $1 }))
    _ = try bench.train(
      bench.settings(
        architecture, model: "given", Self.still.merging(["embeddings": file, "vocabulary-size": "400"]) { $1 }),
      observer: observer)
    let (plain, given) = try (model("plain"), model("given"))
    let table = try #require(given.network.encoder.wordTable)
    let (old, new) = (plain.parameters.matrix(of: table), given.parameters.matrix(of: table))
    var set = 0
    for id in 0..<table.rows {
      let token = given.preparation.tokenizer.token(of: Int32(id)) ?? ""
      let row = new.rows(id..<id + 1).elements
      if let word = words.firstIndex(where: { token == $0 || token == " " + $0 }) {
        #expect(row == vectors[word], "\(token)")
        set += 1
      } else {
        #expect(row == old.rows(id..<id + 1).elements, "\(token)")
      }
    }
    #expect(set >= 3)
    #expect(observer.notes.contains("\(file): \(set) of \(table.rows) tokens start from its 4 word vectors"))
  }

  @Test("word vectors of another width are refused, with both widths")
  func otherWidth() throws {
    let file = try bench.folder.write("film 0.1 0.2 0.3\nlovely 1 2 3\n", to: "vectors.txt")
    let settings = try bench.settings("average", ["embeddings": file])
    let error = try #require(throws: TrainingError.self) { _ = try bench.train(settings) }
    #expect(error.code == .badData)
    #expect(error.message.contains("3") && error.message.contains("16"), "\(error)")
  }
}
