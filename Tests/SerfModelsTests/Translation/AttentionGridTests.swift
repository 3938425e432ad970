import SerfModels
import Testing

@Suite("Where a translation looks")
struct AttentionGridTests {
  let translator: Translator

  init() throws { translator = Translator(try TranslationBench().model()) }

  @Test(
    "a row a word and the end, a column a word and the end, and rows add up to 1",
    arguments: TranslationConfiguration.Architecture.allCases)
  func words(architecture: TranslationConfiguration.Architecture) throws {
    let translator = Translator(try TranslationBench().model { $0.architecture = architecture })
    let grid = try #require(
      try translator.attention(in: "Two children  are playing.", saying: "Zwei xenophile Kinder spielen."))
    #expect(grid.source == ["Two", "children", "␣", "are", "playing", "."])
    #expect(grid.target == ["Zwei", "xenophile", "Kinder", "spielen", "."])
    #expect(grid.weights.count == 6)
    for row in grid.weights {
      #expect(row.count == 7 && row.allSatisfy { $0 >= 0 } && abs(row.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test("words are made of tokens: sums in the source, means in the translation, of the last block but one")
  func tokens() throws {
    let model = translator.model
    let (source, target) = ("Zwei xq", "qx Two")
    let ids = try model.preparation.encode(sources: [source, target])
    let all = model.attention(ids[0], saying: ids[1])
    #expect(all.count == model.configuration.decoderLayers)
    let grid = try #require(try translator.attention(in: source, saying: target))
    // Each text has two words; what the end of the source gets needs no sum, and the last word of a translation of whole
    // words no mean.
    let end = ids[0].count
    #expect(grid.source.count == 2 && grid.target.count == 2)
    #expect(grid.weights[2][2] == all[1][ids[1].count][end])
    let first = ids[1].count - (try model.preparation.encode(sources: [" Two"])[0].count)
    #expect(first > 1)
    let mean = (0..<first).map { all[1][$0][end] }.reduce(0, +) / Double(first)
    #expect(abs(grid.weights[0][2] - mean) < 1e-9)
    let firstOfSource = try model.preparation.encode(sources: ["Zwei"])[0].count
    #expect(abs(grid.weights[2][1] - all[1][ids[1].count][firstOfSource..<end].reduce(0, +)) < 1e-9)
  }

  @Test("an empty text, and one longer than the model takes, have none")
  func none() throws {
    let long = String(repeating: "dog ", count: 100)
    for (source, target) in [("", "a"), ("a", " "), (long, "a"), ("a", long)] {
      #expect(try translator.attention(in: source, saying: target) == nil)
    }
  }
}
