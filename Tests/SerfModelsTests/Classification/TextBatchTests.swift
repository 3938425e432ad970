import SerfData
import SerfModels
import SerfTensor
import Testing

@Suite("A shard of texts")
struct TextBatchTests {
  private static func texts(_ all: [[Int]]) -> EncodedTexts {
    all.enumerated().reduce(into: EncodedTexts()) { $0.append($1.element, label: $1.offset % 2) }
  }

  private let texts = Self.texts([[10, 11], [20, 21, 22, 23], [30], [40, 41, 42], [50, 51]])

  private func elements(_ buffer: IndexBuffer) -> [Int] { (0..<buffer.count).map { buffer[$0] } }

  @Test("sequence after sequence, with places and starts")
  func sequenceMajor() {
    let batch = TextBatch()
    batch.fill(from: texts, examples: [1, 2, 0], as: PackedLayout(order: .sequenceMajor))
    #expect(elements(batch.tokens) == [20, 21, 22, 23, 30, 10, 11])
    #expect(elements(batch.segments) == [0, 0, 0, 0, 1, 2, 2])
    #expect(elements(batch.positions) == [0, 1, 2, 3, 0, 0, 1])
    #expect(elements(batch.starts) == [0, 4, 5, 7])
    #expect(elements(batch.examples) == [1, 2, 0] && elements(batch.labels) == [1, 0, 0])
    #expect(batch.pairs.count == 0)
  }

  @Test("step after step, longest sequence first and equal ones in their order")
  func timeMajor() {
    let batch = TextBatch()
    batch.fill(from: texts, examples: [2, 0, 1, 4], as: PackedLayout(order: .timeMajor))
    #expect(elements(batch.examples) == [1, 0, 4, 2])
    #expect(elements(batch.tokens) == [20, 10, 50, 30, 21, 11, 51, 22, 23])
    #expect(elements(batch.stepStarts) == [0, 4, 7, 8, 9])
    #expect(elements(batch.segments) == [0, 1, 2, 3, 0, 1, 2, 0, 0])
    #expect(elements(batch.labels) == [1, 0, 0, 0])
  }

  @Test("the shards of a batch share its examples, each one once", arguments: [1, 2, 3, 5, 8])
  func shards(count: Int) {
    var seen: [Int] = []
    for shard in 0..<count {
      let batch = TextBatch()
      batch.fill(
        from: texts, examples: [4, 3, 2, 1, 0][1...], offset: shard, stride: count, as: PackedLayout(order: .timeMajor))
      seen += elements(batch.examples)
      if batch.sequenceCount == 0 { #expect(batch.tokenCount == 0) }
    }
    #expect(seen.sorted() == [0, 1, 2, 3])
  }

  @Test("pairs are those of neighbours within a text, in order, and each hash is below the number of buckets")
  func pairs() {
    let batch = TextBatch()
    let texts = Self.texts([[1, 2, 1, 2], [2, 1], [7], [1, 2]])
    batch.fill(from: texts, examples: [0, 1, 2, 3], as: PackedLayout(order: .sequenceMajor, pairBuckets: 1000))
    #expect(elements(batch.pairSegments) == [0, 0, 0, 1, 3])
    let hashes = elements(batch.pairs)
    #expect(hashes[0] == hashes[2] && hashes[0] == hashes[4] && hashes[1] == hashes[3] && hashes[0] != hashes[1])
    #expect(hashes.allSatisfy { (0..<1000).contains($0) })
    batch.fill(from: texts, examples: [0, 1, 2, 3], as: PackedLayout(order: .sequenceMajor, pairBuckets: 1))
    #expect(elements(batch.pairs) == [0, 0, 0, 0, 0])
  }

  @Test("the hash spreads pairs of small ids evenly")
  func spread() {
    let batch = TextBatch()
    let ids = (0..<120).flatMap { first in (0..<120).flatMap { [first, $0] } }
    batch.fill(from: Self.texts([ids]), examples: [0], as: PackedLayout(order: .sequenceMajor, pairBuckets: 4096))
    let pairs = Set((0..<ids.count - 1).map { [ids[$0], ids[$0 + 1]] }).count
    let used = Set(elements(batch.pairs)).count
    // Balls into bins: 1 - (1 - 1/4096)^n of the buckets are hit.
    let expected = 4096 * (1 - (0..<pairs).reduce(1.0) { share, _ in share * (1 - 1.0 / 4096) })
    #expect(Double(used) > 0.95 * expected, "\(used) of \(expected)")
  }

  @Test("a refilled batch holds nothing of the last one")
  func refilled() {
    let (used, fresh) = (TextBatch(), TextBatch())
    used.fill(from: texts, examples: [0, 1, 2, 3, 4], as: PackedLayout(order: .timeMajor, pairBuckets: 10))
    for batch in [used, fresh] {
      batch.fill(from: texts, examples: [3, 2], as: PackedLayout(order: .sequenceMajor, pairBuckets: 10))
    }
    for path in [\TextBatch.tokens, \.segments, \.positions, \.starts, \.stepStarts, \.pairs, \.pairSegments, \.labels]
    {
      #expect(elements(used[keyPath: path]) == elements(fresh[keyPath: path]))
    }
  }
}

@Suite("A shard of pairs")
struct PairBatchTests {
  private func elements(_ buffer: IndexBuffer) -> [Int] { (0..<buffer.count).map { buffer[$0] } }

  private let pairs: EncodedTexts = {
    var pairs = EncodedTexts(textsPerExample: 2, separator: 9)
    pairs.append([[10], [10, 20]], label: 0)
    pairs.append([[30, 31, 32], [32]], label: 1)
    return pairs
  }()

  @Test("apart, premises come before hypotheses, and tokens of both texts are known")
  func apart() {
    let batch = TextBatch()
    batch.fill(from: pairs, examples: [0, 1], as: PackedLayout(order: .sequenceMajor))
    #expect(batch.exampleCount == 2 && batch.sequenceCount == 4 && elements(batch.labels) == [0, 1])
    #expect(elements(batch.tokens) == [10, 30, 31, 32, 10, 20, 32])
    #expect(elements(batch.starts) == [0, 1, 4, 6, 7])
    #expect(
      elements(batch.segments) == [0, 1, 1, 1, 2, 2, 3] && elements(batch.textSegments) == elements(batch.segments))
    #expect(elements(batch.sides) == [0, 0, 0, 0, 1, 1, 1])
    #expect(elements(batch.kinds) == [1, 0, 0, 1, 3, 2, 3])
  }

  @Test("step after step, and the way back to the order of sequences")
  func timeMajor() {
    let batch = TextBatch()
    batch.fill(from: pairs, examples: [0, 1], as: PackedLayout(order: .timeMajor))
    // Examples by their tokens, then texts by theirs: premise of 1, hypothesis of 0, premise of 0, hypothesis of 1.
    #expect(elements(batch.examples) == [1, 0] && elements(batch.labels) == [1, 0])
    #expect(elements(batch.tokens) == [30, 10, 10, 32, 31, 20, 32])
    #expect(elements(batch.stepStarts) == [0, 4, 6, 7])
    let ordered = elements(batch.timeRows).map { batch.tokens[$0] }
    #expect(ordered == [30, 31, 32, 10, 32, 10, 20])
    #expect(elements(batch.textSegments) == [0, 0, 0, 1, 2, 3, 3])
    #expect(elements(batch.starts) == [0, 3, 4, 5, 7])
  }

  @Test("joined, a separator closes the premise and places count from 0 in each text")
  func joined() {
    let batch = TextBatch()
    batch.fill(from: pairs, examples: [1, 0], as: PackedLayout(order: .sequenceMajor, joinsTexts: true))
    #expect(batch.exampleCount == 2 && batch.sequenceCount == 2)
    #expect(elements(batch.tokens) == [30, 31, 32, 9, 32, 10, 9, 10, 20])
    #expect(elements(batch.starts) == [0, 5, 9] && elements(batch.segments) == [0, 0, 0, 0, 0, 1, 1, 1, 1])
    #expect(elements(batch.positions) == [0, 1, 2, 3, 0, 0, 1, 0, 1])
    #expect(elements(batch.sides) == [0, 0, 0, 0, 1, 0, 0, 1, 1])
    #expect(elements(batch.kinds) == [0, 0, 1, 0, 3, 1, 0, 3, 2])
    #expect(elements(batch.textSegments) == [0, 0, 0, 0, 2, 1, 1, 3, 3])
  }
}
