import SerfActivations
import SerfTensor

/// A batch of sequences for the small nets: every token has the id of its row modulo the vocabulary.
struct SmallBatch {
  static let vocabulary = 13
  static let classes = 3
  static let longest = 64

  /// Longest first, which time-major order asks for.
  let lengths: [Int]
  let ids: [Int]
  /// Sequence-major.
  let places: [Int]
  let starts: [Int]
  let segments: [Int]
  /// Time-major.
  let stepStarts: [Int]
  let stepSegments: [Int]
  let labels: [Int]

  init(lengths: [Int], seed: UInt64 = 1) {
    var numbers = SeededNumbers(seed)
    self.lengths = lengths
    let count = lengths.reduce(0, +)
    ids = numbers.indices(count, below: Self.vocabulary)
    labels = numbers.indices(lengths.count, below: Self.classes)
    places = lengths.flatMap { Array(0..<$0) }
    starts = lengths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    segments = lengths.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    stepStarts = LSTMGradientTests.stepStarts(lengths)
    stepSegments = zip(stepStarts.dropFirst(), stepStarts).flatMap { Array(0..<($0 - $1)) }
  }
}

/// The index buffers of a batch, refilled for the next one as a trainer does.
final class SmallBatchBuffers {
  let ids = IndexBuffer(), places = IndexBuffer(), starts = IndexBuffer(), segments = IndexBuffer()
  let stepStarts = IndexBuffer(), stepSegments = IndexBuffer(), labels = IndexBuffer()

  init() {}

  convenience init(_ batch: SmallBatch) {
    self.init()
    fill(from: batch)
  }

  func fill(from batch: SmallBatch) {
    let pairs = [
      (ids, batch.ids), (places, batch.places), (starts, batch.starts), (segments, batch.segments),
      (stepStarts, batch.stepStarts), (stepSegments, batch.stepSegments), (labels, batch.labels),
    ]
    for (buffer, values) in pairs {
      buffer.removeAll()
      values.forEach(buffer.append)
    }
  }
}

/// Embedding and positions, attention, residual norms, a feed-forward block with Serf, pooling and a classifier.
enum SmallTransformer {
  static let width = 6
  static let requests = [
    ParameterRequest("table", rows: SmallBatch.vocabulary, columns: width),
    ParameterRequest("positions", rows: SmallBatch.longest, columns: width),
    ParameterRequest("qkv", rows: 3 * width, columns: width),
    ParameterRequest("qkvBias", rows: 1, columns: 3 * width),
    ParameterRequest("mix", rows: width, columns: width),
    ParameterRequest("gain", rows: 1, columns: width),
    ParameterRequest("bias", rows: 1, columns: width),
    ParameterRequest("up", rows: 2 * width, columns: width),
    ParameterRequest("upBias", rows: 1, columns: 2 * width),
    ParameterRequest("down", rows: width, columns: 2 * width),
    ParameterRequest("classes", rows: SmallBatch.classes, columns: 2 * width),
  ]

  static func loss(
    on tape: inout Tape, _ p: [Parameter], _ batch: SmallBatchBuffers, sequences: Int, rate: Float
  ) -> Loss {
    let x = tape.embedding(batch.ids.view, table: p[0], positions: (p[1], batch.places.view))
    let qkv = tape.linear(x, weight: p[2], bias: p[3])
    let mixed = tape.attention(qkv, starts: batch.starts.view, heads: 2, dropoutRate: rate)
    let branch = tape.linear(mixed, weight: p[4], bias: nil)
    let first = tape.residualNorm(x, branch: branch, dropoutRate: rate, gain: p[5], bias: p[6])
    let up = tape.dropout(tape.linear(first.normed, weight: p[7], bias: p[8], activation: Serf()), rate: rate)
    let down = tape.linear(up, weight: p[9], bias: nil)
    let second = tape.residualNorm(first.sum, branch: down, dropoutRate: rate, gain: p[5], bias: p[6])
    let pooled = tape.maxMeanPool(second.normed, segments: batch.segments.view, sequences: sequences)
    let logits = tape.linear(pooled, weight: p[10], bias: nil)
    return tape.crossEntropy(logits, labels: batch.labels.view, smoothing: 0.1, scale: 1)
  }

  static func reference(_ p: [Grid], _ batch: SmallBatch) -> Double {
    let x = Reference.embedding(batch.ids, table: p[0], positions: (p[1], batch.places))
    let mixed = Reference.attention(
      Reference.linear(x, weight: p[2], bias: p[3]), starts: batch.starts, heads: 2)
    let first = Reference.sum(x, Reference.linear(mixed, weight: p[4], bias: nil))
    let normed = Reference.layerNorm(first, gain: p[5], bias: p[6])
    let up = Reference.linear(normed, weight: p[7], bias: p[8], activation: Serf())
    let second = Reference.sum(first, Reference.linear(up, weight: p[9], bias: nil))
    let pooled = Reference.maxMeanPool(
      Reference.layerNorm(second, gain: p[5], bias: p[6]), segments: batch.segments, sequences: batch.lengths.count)
    let logits = Reference.linear(pooled, weight: p[10], bias: nil)
    return Reference.crossEntropy(logits, labels: batch.labels, smoothing: Double(Float(0.1))).sum
  }
}

/// A row-sparse embedding, a bidirectional LSTM, attentive pooling and a classifier, beside a bag of the same words.
enum SmallLSTM {
  static let (width, hidden) = (5, 3)
  static let requests =
    [ParameterRequest("table", rows: SmallBatch.vocabulary, columns: width, isRowSparse: true)]
    + ["forward.", "reverse."].flatMap { prefix in
      [
        ParameterRequest(prefix + "inputWeight", rows: 4 * hidden, columns: width),
        ParameterRequest(prefix + "recurrentWeight", rows: 4 * hidden, columns: hidden),
        ParameterRequest(prefix + "bias", rows: 1, columns: 4 * hidden),
      ]
    }
    + [
      ParameterRequest("scores", rows: 1, columns: 2 * hidden),
      ParameterRequest("classes", rows: SmallBatch.classes, columns: 2 * hidden),
      ParameterRequest("classesBias", rows: 1, columns: SmallBatch.classes),
      ParameterRequest("bagClasses", rows: SmallBatch.classes, columns: width),
    ]

  static func loss(
    on tape: inout Tape, _ p: [Parameter], _ batch: SmallBatchBuffers, sequences: Int, rate: Float
  ) -> Loss {
    let dropout = EmbeddingDropout(wordRate: rate, entryRate: rate)
    let x = tape.embedding(batch.ids.view, table: p[0], dropout: dropout)
    let states = tape.lstm(
      tape.dropout(x, rate: rate), stepStarts: batch.stepStarts.view,
      forward: LSTMGradientTests.direction(p, from: 1), reverse: LSTMGradientTests.direction(p, from: 4))
    let scores = tape.linear(states, weight: p[7], bias: nil)
    let segments = batch.stepSegments.view
    let pooled = tape.attentionPool(states, scores: scores, segments: segments, sequences: sequences)
    let logits = tape.linear(pooled, weight: p[8], bias: p[9], activation: Tanh())
    let loss = tape.crossEntropy(logits, labels: batch.labels.view, scale: 1)
    let words = tape.bag(
      BagFeatures(table: p[0], ids: batch.ids.view, segments: segments), nil, sequences: sequences, dropoutRate: rate)
    let bagLogits = tape.linear(words, weight: p[10], bias: nil)
    return loss + tape.crossEntropy(bagLogits, labels: batch.labels.view, scale: 1)
  }

  static func reference(_ p: [Grid], _ batch: SmallBatch) -> Double {
    let x = Reference.embedding(batch.ids, table: p[0])
    let states = Reference.lstm(
      x, stepStarts: batch.stepStarts, forward: LSTMGradientTests.direction(p, from: 1),
      reverse: LSTMGradientTests.direction(p, from: 4))
    let pooled = Reference.attentionPool(
      states, scores: Reference.linear(states, weight: p[7], bias: nil), segments: batch.stepSegments,
      sequences: batch.lengths.count)
    let logits = Reference.linear(pooled, weight: p[8], bias: p[9], activation: Tanh())
    let ones = Array(repeating: 1.0, count: batch.ids.count)
    let words = Reference.bag(
      [.init(table: p[0], ids: batch.ids, segments: batch.stepSegments, factors: ones)],
      sequences: batch.lengths.count, width: width)
    let bagLogits = Reference.linear(words, weight: p[10], bias: nil)
    return Reference.crossEntropy(logits, labels: batch.labels).sum
      + Reference.crossEntropy(bagLogits, labels: batch.labels).sum
  }
}
