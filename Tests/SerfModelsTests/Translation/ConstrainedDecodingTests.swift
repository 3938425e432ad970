import SerfModels
import SerfTensor
import Testing

@Suite("What translations may not, must and may by chance say")
struct ConstrainedDecodingTests {
  let bench: TranslationBench
  let model: TranslationModel

  init() throws {
    bench = try TranslationBench()
    model = try bench.model()
  }

  private func run(_ sources: [DecodingSource], _ options: DecodingOptions, workers: Int = 1) -> [[Hypothesis]] {
    DecodingJob.run(
      model.network, parameters: model.parameters, preparation: model.preparation, sources: sources, options: options,
      team: WorkerTeam(count: workers))
  }

  private func sources(_ count: Int, prefix: [Int32] = []) -> [DecodingSource] {
    bench.sources(count).map { DecodingSource($0[...], prefix: prefix) }
  }

  private func hasRepetition(_ tokens: [Int32], size: Int) -> Bool {
    guard tokens.count >= size else { return false }
    let runs = (0...tokens.count - size).map { Array(tokens[$0..<$0 + size]) }
    return Set(runs).count < runs.count
  }
}

// MARK: - No run twice
extension ConstrainedDecodingTests {
  @Test("no run of n tokens comes twice, and without the option some do", arguments: [1, 2, 3])
  func noRepeat(size: Int) {
    // Long translations of a network that nobody has trained go round in circles.
    let plain = DecodingOptions(beam: 3, minLength: 25, nbest: 3)
    var without = plain
    without.noRepeatNgramSize = size
    let found = run(sources(12), without).flatMap(\.self)
    #expect(found.allSatisfy { !hasRepetition($0.tokens, size: size) })
    #expect(run(sources(12), plain).flatMap(\.self).contains { hasRepetition($0.tokens, size: size) })
  }

  @Test("where nothing is left to say, a translation ends")
  func nothingLeft() throws {
    // Each token may come once, there are fewer than are asked for, and the end is forbidden until then.
    let model = try bench.model { $0.maxTokens = 400 }
    let found = DecodingJob.run(
      model.network, parameters: model.parameters, preparation: model.preparation, sources: sources(1),
      options: DecodingOptions(beam: 2, maxLength: 400, minLength: 400, noRepeatNgramSize: 1),
      team: WorkerTeam(count: 1))
    let special = model.preparation.special
    let sayable = model.configuration.vocabularySize - 2 - (special.padding == nil ? 0 : 1)
    #expect(found[0][0].tokens.count == sayable && Set(found[0][0].tokens).count == sayable)
  }
}

// MARK: - A prefix
extension ConstrainedDecodingTests {
  @Test("every translation begins with the prefix, and its probability is part of the score", arguments: [1, 4])
  func prefix(beam: Int) throws {
    let prefix: [Int32] = [40, 7, 7, 301]
    let options = DecodingOptions(beam: beam, lengthPenalty: 0, maxLength: 12, nbest: beam, noRepeatNgramSize: 1)
    for found in run(sources(10, prefix: prefix), options) {
      #expect(found.allSatisfy { $0.tokens.starts(with: prefix) && $0.tokens.count <= 12 })
      #expect(found.count == beam)
    }
    // Greedy decoding that is made to say what it says anyway says and scores the same.
    let greedy = run(sources(10), .greedy)
    for (source, found) in zip(sources(10), greedy) {
      let forced = DecodingSource(source.tokens, prefix: Array(found[0].tokens.prefix(3)))
      #expect(run([forced], .greedy)[0] == found)
    }
  }

  @Test("the prefix ends with a whole word, whatever blanks follow it; behind other signs anything may come")
  func wholeWords() throws {
    let translator = Translator(model)
    // Of many samples some would go on within the word.
    let sampling = DecodingOptions.Sampling(temperature: 3)
    func found(_ prefix: String) throws -> [String] {
      let options = DecodingOptions(nbest: 100, prefix: prefix, sampling: sampling)
      return try translator.translations(of: ["A dog"], options: options)[0].map(\.text)
    }
    func next(_ text: String) -> Character? { text.dropFirst("Zwei Hund".count).first }
    let texts = try found("Zwei Hund")
    #expect(texts.allSatisfy { $0.hasPrefix("Zwei Hund") && next($0)?.isLetter != true && next($0)?.isNumber != true })
    #expect(texts.contains { next($0) == " " } && Set(texts.map(next)).count > 1)
    #expect(try found("Zwei Hund  ") == texts)
    #expect(try found("Zwei Hund-").contains { $0.dropFirst("Zwei Hund-".count).first?.isLetter == true })
  }

  @Test("a text in parts has the prefix once; one that is too long is refused")
  func texts() throws {
    let translator = Translator(model)
    let options = DecodingOptions(beam: 2, prefix: "Zwei Hunde")
    for text in TranslationBench.texts {
      #expect(try translator.translate(text, options: options).hasPrefix("Zwei Hunde"))
    }
    let long = Array(repeating: "A dog runs on the beach.", count: 12).joined(separator: " ")
    #expect(try translator.translate(long, options: options).hasPrefix("Zwei Hunde"))
    let shortest = DecodingOptions(beam: 2, maxLength: 1, prefix: "Zwei Hunde")
    #expect(try translator.translate("A dog", options: shortest) == "Zwei Hunde")
    let error = try #require(throws: ModelError.self) {
      try translator.translate("A dog", options: DecodingOptions(prefix: String(repeating: "xq", count: 40)))
    }
    #expect(error.message == "the prefix has 80 tokens; a translation of this model has 40 at most")
  }
}

// MARK: - By chance
extension ConstrainedDecodingTests {
  private func sampled(_ nbest: Int = 1, _ sampling: DecodingOptions.Sampling) -> DecodingOptions {
    DecodingOptions(nbest: nbest, sampling: sampling)
  }

  @Test("one seed and one text give one result: alone, among others, in any order, by any number of workers")
  func seeds() {
    let sources = sources(40)
    let options = sampled(3, DecodingOptions.Sampling(temperature: 1.2, seed: 7))
    let first = run(sources, options)
    #expect(run(sources, options, workers: 3) == first)
    #expect(run(sources.reversed(), options) == first.reversed())
    for (source, found) in zip(sources.prefix(10), first) { #expect(run([source], options) == [found]) }
    #expect(run(sources, sampled(3, DecodingOptions.Sampling(temperature: 1.2, seed: 8))) != first)
    #expect(first.allSatisfy { $0.count == 3 && zip($0, $0.dropFirst()).allSatisfy { $0.score >= $1.score } })
    #expect(first.contains { Set($0.map(\.tokens)).count == 3 })
  }

  @Test("the one most probable token, a temperature near 0 and the smallest nucleus are greedy decoding")
  func greedy() {
    let greedy = run(sources(20), .greedy)
    for sampling in [
      DecodingOptions.Sampling(topK: 1), DecodingOptions.Sampling(temperature: 1e-3),
      DecodingOptions.Sampling(topP: 1e-3),
    ] {
      #expect(run(sources(20), sampled(sampling)) == greedy)
    }
  }

  private func sampled(_ sampling: DecodingOptions.Sampling) -> DecodingOptions { sampled(1, sampling) }

  @Test("a sample keeps to prefix, lengths and runs as the best translation does")
  func constrained() {
    let prefix: [Int32] = [40, 7]
    var options = sampled(4, DecodingOptions.Sampling(temperature: 2, topK: 50, topP: 0.9))
    (options.minLength, options.maxLength, options.noRepeatNgramSize) = (6, 9, 2)
    for found in run(sources(20, prefix: prefix), options) {
      #expect(found.count == 4)
      for hypothesis in found {
        #expect(hypothesis.tokens.starts(with: prefix) && (6...9).contains(hypothesis.tokens.count))
        #expect(!hasRepetition(hypothesis.tokens, size: 2))
      }
    }
  }
}
