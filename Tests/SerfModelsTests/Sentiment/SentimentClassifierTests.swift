import SerfNLP
import SerfTensor
import TestSupport
import Testing

@Suite("Sentiment classifier")
struct SentimentClassifierTests {
  let bench: ModelBench

  init() throws { bench = try ModelBench() }

  private static let texts = [
    "the film was lovely", "a dreadful book", "", " ", "naïve 漢字 🙂", "the the the the",
    String(repeating: "a lovely film and a dreadful book, ", count: 40), "x", "lovely", "lovely\nfilm\t\u{0}",
  ]

  @Test(
    "an answer has the best of probabilities that sum to 1, in the order of the model's labels",
    arguments: SentimentConfiguration.Architecture.allCases)
  func answers(architecture: SentimentConfiguration.Architecture) throws {
    let classifier = try SentimentClassifier(contentsOf: bench.write(bench.configuration(architecture)))
    #expect(classifier.labels == ["bad", "good", "mixed"])
    let answers = try classifier.classify(Self.texts)
    #expect(answers.count == Self.texts.count)
    for answer in answers {
      #expect(answer.probabilities.count == 3 && answer.labels == classifier.labels)
      #expect(abs(answer.probabilities.reduce(0, +) - 1) < 1e-12)
      #expect(answer.probabilities.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(answer.probability == answer.probabilities.max())
      #expect(answer.labels.firstIndex(of: answer.label) == answer.probabilities.firstIndex(of: answer.probability))
    }
    // The weights tell texts apart.
    #expect(Set(answers.map(\.probability)).count > 4)
    #expect(try classifier.classify([]) == [])
  }

  @Test(
    "answers are the same for any number of workers, and as alone but for rounding",
    arguments: SentimentConfiguration.Architecture.allCases)
  func composition(architecture: SentimentConfiguration.Architecture) throws {
    let classifier = try SentimentClassifier(contentsOf: bench.write(bench.configuration(architecture)))
    let texts = (0..<40).flatMap { number in Self.texts.map { "\($0) \(number)" } }
    let one = try classifier.classify(texts, workers: 1)
    for workers in [2, 3, 500] { #expect(try classifier.classify(texts, workers: workers) == one) }
    #expect(try classifier.classify(texts) == one)
    for place in stride(from: 0, to: texts.count, by: 37) {
      let alone = try classifier.classify(texts[place])
      let worst = zip(alone.probabilities, one[place].probabilities).reduce(0) { max($0, abs($1.0 - $1.1)) }
      #expect(worst < 5e-6 && alone.label == one[place].label, "\(texts[place]) is off by \(worst)")
    }
    let reversed = try classifier.classify(texts.reversed())
    #expect(zip(reversed.reversed(), one).allSatisfy { abs($0.probability - $1.probability) < 5e-6 })
  }

  @Test("one classifier serves many tasks at once, each with the answers it would get alone")
  func concurrently() async throws {
    let classifier = try SentimentClassifier(contentsOf: bench.write(bench.configuration(.transformer)))
    let expected = try Self.texts.map { try classifier.classify($0) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<24 {
        group.addTask {
          for (text, answer) in zip(Self.texts, expected) {
            guard try classifier.classify(text) == answer else { return false }
          }
          return try task % 6 != 0 || classifier.classify(Self.texts, workers: 3).count == Self.texts.count
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
  }

  @Test("the five lines of the documentation")
  func documentation() throws {
    let path = try bench.write(bench.configuration())
    let classifier = try SentimentClassifier(contentsOf: path)
    let answer = try classifier.classify("Not half as bad as I had feared.")
    #expect(classifier.labels.contains(answer.label) && answer.probability > 1 / 3.0)
  }

  @Test("of equally probable classes the first is the answer")
  func ties() throws {
    let path = try bench.write(bench.configuration())
    let model = try ClassifierModel<SentimentNetwork>(contentsOf: path)
    model.parameters.all.fill(with: 0)
    let answer = try SentimentClassifier(model).classify("anything")
    #expect(answer.label == "bad" && answer.probabilities == [1 / 3.0, 1 / 3.0, 1 / 3.0])
  }
}
