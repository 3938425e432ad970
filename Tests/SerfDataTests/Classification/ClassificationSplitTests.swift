import SerfData
import Testing

@Suite struct ClassificationSplitTests {
  /// 70 of a, 25 of b, 4 of c, 2 of d, mixed.
  let labels: [String] = (0..<101).map { $0 % 25 == 24 ? "c" : $0 == 5 || $0 == 50 ? "d" : $0 % 4 == 1 ? "b" : "a" }

  @Test("each row is in one part, and each part has a tenth of each label")
  func tenths() {
    let split = ClassificationSplit(labels: labels, seed: 1)
    #expect((split.train + split.dev + split.test).sorted() == Array(0..<101))
    for part in [split.train, split.dev, split.test] { #expect(part == part.sorted()) }
    for label in ["a", "b", "c", "d"] {
      let count = labels.count { $0 == label }
      let tenth = count < 3 ? 0 : max(1, (count + 5) / 10)
      #expect(split.dev.count { labels[$0] == label } == tenth, "\(label) of \(count)")
      #expect(split.test.count { labels[$0] == label } == tenth, "\(label) of \(count)")
    }
  }

  @Test("the same seed deals the same rows, another seed others, other names for the labels the same")
  func seeds() {
    let split = ClassificationSplit(labels: labels, seed: 7)
    #expect(split == ClassificationSplit(labels: labels, seed: 7))
    #expect(split == ClassificationSplit(labels: labels.map { "label \($0)" }, seed: 7))
    #expect(split != ClassificationSplit(labels: labels, seed: 8))
  }

  @Test("the rows dealt by a seed are these, today and in the next version")
  func frozen() {
    // The same figures come from SplitMix64 and Fisher and Yates written in Python from their description.
    let split = ClassificationSplit(labels: (0..<40).map { $0 % 2 == 0 ? "a" : "b" }, seed: 1)
    #expect(split.dev == [15, 20, 23, 26])
    #expect(split.test == [2, 7, 18, 21])
  }

  @Test("a part that is not asked for stays in training, and the test rows do not depend on it")
  func parts() {
    let both = ClassificationSplit(labels: labels, seed: 3)
    let testAlone = ClassificationSplit(labels: labels, dev: false, seed: 3)
    #expect(testAlone.dev.isEmpty)
    #expect(testAlone.test == both.test)
    let devAlone = ClassificationSplit(labels: labels, test: false, seed: 3)
    #expect(devAlone.test.isEmpty)
    #expect(devAlone.dev == both.dev)
    #expect(ClassificationSplit(labels: labels, dev: false, test: false, seed: 3).train.count == 101)
    #expect(ClassificationSplit(labels: [], seed: 3).train.isEmpty)
  }
}
