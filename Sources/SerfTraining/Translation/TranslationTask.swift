import SerfData
import SerfMetrics
import SerfModels
import SerfNN
import SerfTensor

/// Translation as a trainer sees it: an example is a pair, and what counts is its target tokens.
final class TranslationTask: TrainingTask {
  let network: TranslationNetwork
  private let preparation: TranslationPreparation
  private let train: EncodedPairs
  /// The texts of `train`, where they are encoded anew for every update.
  private let varied: PairTexts?
  private let dev: EncodedPairs
  /// What the translations of the dev sources are held against.
  private let devReferences: [String]
  let exampleLengths: [Int32]
  let fingerprint: Fingerprint
  private let labelSmoothing: Float
  private let bpeDropout: Double

  /// - Parameters:
  ///   - dev: the dev pairs, and their texts.
  init(
    network: TranslationNetwork, preparation: TranslationPreparation,
    train: TrainingPairs, dev: (encoded: EncodedPairs, kept: [SentencePair]),
    labelSmoothing: Double, bpeDropout: Double
  ) {
    self.network = network
    self.preparation = preparation
    self.train = train.encoded
    varied = train.texts
    self.dev = dev.encoded
    // What was encoded once can be normalised again.
    let references = dev.kept.map(\.target)
    devReferences = (try? preparation.written(references)) ?? references
    self.labelSmoothing = Float(labelSmoothing)
    self.bpeDropout = bpeDropout
    var fingerprint = Fingerprint()
    fingerprint.add(train.encoded)
    fingerprint.add(dev.encoded)
    for reference in devReferences { fingerprint.add(reference.utf8) }
    self.fingerprint = fingerprint
    exampleLengths = (0..<train.encoded.count).map { Int32(Self.length(of: $0, in: train.encoded)) }
  }

  /// The longer side and its end: what a batch by tokens counts, as fairseq has it.
  private static func length(of pair: Int, in pairs: EncodedPairs) -> Int {
    max(pairs.source.length(of: pair), pairs.target.length(of: pair)) + 1
  }

  var blueprint: ParameterBlueprint { network.blueprint }

  var pieceTokens: Int { network.pieceTokens }

  func makeShard() -> PairBatch { PairBatch(special: preparation.special) }

  func fill(_ shard: PairBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int) {
    shard.fill(from: train, pairs: examples, offset: index, stride: shardCount)
  }

  /// With BPE dropout each sentence is cut anew by random numbers of (seed, update, pair).
  func fill(
    _ shard: PairBatch, with examples: ArraySlice<Int>, index: Int, of shardCount: Int, key: RandomKey
  ) {
    guard let varied else { return fill(shard, with: examples, index: index, of: shardCount) }
    shard.removeAll()
    let key = key.child("bpe-dropout")
    for place in stride(from: examples.startIndex + index, to: examples.endIndex, by: shardCount) {
      let pair = examples[place]
      var random = RandomStream(key.child(pair))
      let cut = preparation.encode(
        varied[pair], dropout: bpeDropout,
        usual: (train.source.tokens(of: pair), train.target.tokens(of: pair)), using: &random)
      shard.append(source: cut.source, target: cut.target)
    }
  }

  /// Target tokens, special tokens apart.
  func tokenCount(of shard: PairBatch) -> Int { shard.labels.count - (shard.target.starts.count - 1) }

  /// Target tokens and ends; with BPE dropout those of the usual encoding, since the gradient's scale must be known before
  /// a batch is cut. The loss that is told has its own count.
  func weight(of examples: ArraySlice<Int>) -> Double {
    Double(examples.reduce(0) { $0 + train.target.length(of: $1) + 1 })
  }

  func loss(of shard: PairBatch, scale: Float, on tape: inout Tape) -> Loss {
    network.loss(of: shard, smoothing: labelSmoothing, scale: scale, on: &tape)
  }
}

// MARK: - Validation
extension TranslationTask {
  /// Dev pairs that are read to see what the activations do.
  private static var mostProbed: Int { 128 }

  /// Reads the first dev pairs once more.
  func probeActivations(_ parameters: ParameterArena) -> [ActivationProbe.Summary] {
    let (batch, probe) = (PairBatch(special: preparation.special), ActivationProbe())
    var tape = Tape(parameters: parameters)
    tape.probe = probe
    let pairs = Array(0..<min(dev.count, Self.mostProbed))
    // Few at a time, as in validation: memory stays what it was.
    for start in stride(from: 0, to: pairs.count, by: 32) {
      batch.fill(from: dev, pairs: pairs[start..<min(start + 32, pairs.count)])
      tape.begin(.evaluation)
      _ = network.loss(of: batch, smoothing: 0, scale: 1, on: &tape)
    }
    return probe.summaries
  }

  /// The score is BLEU of greedy output. Of a network that has learned little all BLEU are 0, and the loss says which model
  /// is the best.
  func validate(_ parameters: ParameterArena, team: WorkerTeam) -> Validation {
    let loss = PairLossJob.run(network, parameters, pairs: dev, special: preparation.special, team: team)
    let translations = DecodingJob.run(
      network, parameters: parameters, preparation: preparation,
      sources: (0..<dev.count).map { DecodingSource(dev.source.tokens(of: $0)) }, options: .greedy, team: team
    ).map { preparation.text(of: $0[0].tokens) }
    // As many translations as references, and more than none: the scores can't fail.
    let score = try? TranslationScores(
      translations: translations, references: devReferences, form: preparation.form
    ).bleu
    let bleu = score ?? 0
    return Validation(loss: loss.mean, score: bleu, standing: bleu < TranslationScores.leastTelling ? -loss.mean : bleu)
  }

  /// Translates the longest dev source, and takes the loss of its pair.
  func rehearseValidation(_ parameters: ParameterArena, team: WorkerTeam) {
    let lengths = (0..<dev.count).map { Self.length(of: $0, in: dev) }
    guard let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }) else { return }
    var pair = EncodedPairs()
    pair.append(source: dev.source.tokens(of: longest), target: dev.target.tokens(of: longest))
    _ = PairLossJob.run(network, parameters, pairs: pair, special: preparation.special, team: team)
    _ = DecodingJob.run(
      network, parameters: parameters, preparation: preparation,
      sources: [DecodingSource(pair.source.tokens(of: 0))], options: .greedy, team: team)
  }
}
