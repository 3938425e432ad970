import SerfData
import SerfModels
import SerfStorage

/// The pairs that train, as token ids, and as texts where these are cut anew for every update. Those of a corpus that is
/// held in memory are in memory; of a larger one both are written once into files beside the run, which go with it.
struct TrainingPairs {
  let encoded: EncodedPairs
  /// Of the pairs of `encoded`; nil where nobody needs them.
  let texts: PairTexts?

  /// Unit: tokens.
  var longestSource: Int { (0..<encoded.count).reduce(0) { max($0, encoded.source.length(of: $1)) } }

  /// - Parameters:
  ///   - path: beside which files lie.
  ///   - note: hears how many are too long.
  init(
    _ source: PairSource, _ preparation: TranslationPreparation, keepsTexts: Bool, beside path: String,
    note: (String) -> Void
  ) throws(TrainingError) {
    if let pairs = source.inMemory {
      let (encoded, kept) = try preparation.encodeForTraining(pairs)
      (self.encoded, texts) = (encoded, keepsTexts ? .memory(kept) : nil)
    } else {
      (encoded, texts) = try Self.write(source, preparation, keepsTexts: keepsTexts, beside: path)
      note("the training text is large: its tokens are in a file beside the model until the run ends")
    }
    let tooLong = source.count - encoded.count
    if tooLong > 0 {
      note("training: \(tooLong) of \(source.count) pairs have over \(preparation.maxTokens) tokens and are left out")
    }
    guard encoded.count > 0 else { throw .allTooLong("training", maxTokens: preparation.maxTokens) }
  }

  private static func write(
    _ source: PairSource, _ preparation: TranslationPreparation, keepsTexts: Bool, beside path: String
  ) throws(TrainingError) -> (EncodedPairs, PairTexts?) {
    var ids = try PairRowsWriter<Int32>(beside: path)
    var texts = try PairRowsWriter<UInt8>(beside: path)
    let chunks = source.chunks()
    while let chunk = try chunks.nextForTraining() {
      let (encoded, kept) = try preparation.encodeForTraining(chunk)
      for pair in 0..<encoded.count {
        try ids.append(Array(encoded.source.tokens(of: pair)), Array(encoded.target.tokens(of: pair)))
        if keepsTexts { try texts.append(Array(kept[pair].source.utf8), Array(kept[pair].target.utf8)) }
      }
    }
    let rows = try ids.finish()
    let text = try texts.finish()
    return (
      EncodedPairs(source: rows.source, target: rows.target),
      keepsTexts ? .files(source: text.source, target: text.target) : nil
    )
  }
}

/// Writes both sides of pairs.
private struct PairRowsWriter<Element: BitwiseCopyable & FixedWidthInteger & Sendable>: ~Copyable {
  private var source: NumberRowsWriter<Element>
  private var target: NumberRowsWriter<Element>

  init(beside path: String) throws(TrainingError) {
    let source = try Self.side(beside: path)
    target = try Self.side(beside: path)
    self.source = source
  }

  private static func side(beside path: String) throws(TrainingError) -> NumberRowsWriter<Element> {
    do { return try NumberRowsWriter(beside: path) } catch { throw .storage(error) }
  }

  mutating func append(_ row: [Element], _ targetRow: [Element]) throws(TrainingError) {
    do throws(StorageError) {
      try source.append(row)
      try target.append(targetRow)
    } catch { throw .storage(error) }
  }

  consuming func finish() throws(TrainingError) -> (source: NumberRows<Element>, target: NumberRows<Element>) {
    do throws(StorageError) { return (try source.finish(), try target.finish()) } catch { throw .storage(error) }
  }
}

extension PairSource.Chunks {
  func nextForTraining() throws(TrainingError) -> [SentencePair]? {
    do { return try next() } catch { throw .data(error) }
  }
}

extension TranslationPreparation {
  func encodeForTraining(
    _ pairs: [SentencePair]
  ) throws(TrainingError) -> (encoded: EncodedPairs, kept: [SentencePair]) {
    do { return try encode(pairs: pairs) } catch { throw .model(error) }
  }
}
