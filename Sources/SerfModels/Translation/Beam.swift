import Glibc
import SerfTensor

/// The hypotheses of one source: those that go on, and those that have ended.
struct Beam {
  /// Its number among the sources.
  let source: Int
  private let prefix: [Int32]
  private let notAfterPrefix: [Int]
  /// Most tokens of a translation.
  private let longest: Int
  /// Of the source's random numbers.
  private let key: RandomKey
  var alive: [Alive]
  private var finished: [Hypothesis] = []
  private(set) var isDone = false

  struct Alive {
    var tokens: [Int32] = []
    var logProbability = 0.0
    /// Its row of the last step.
    var row = 0
    /// Its number among the samples of its source.
    var sample = 0
  }

  init(source: Int, of text: DecodingSource, longest: Int, _ options: DecodingOptions) {
    self.source = source
    self.longest = longest
    (prefix, notAfterPrefix) = (text.prefix, text.notAfterPrefix)
    // Of its tokens, so that a text has the same samples wherever it stands.
    key = text.tokens.reduce(RandomKey(seed: options.sampling?.seed ?? 0)) { $0.child(Int($1)) }
    alive = (0..<(options.sampling == nil ? 1 : options.nbest)).map { Alive(sample: $0) }
  }
}

// MARK: - What comes next
extension Beam {
  /// What a hypothesis may go on with.
  /// - Parameter step: tokens that it has.
  func allowed(
    after hypothesis: Alive, step: Int, _ special: TranslationTokens, _ options: DecodingOptions
  ) -> AllowedOutputs {
    if step < prefix.count { return .only(Int(prefix[step])) }
    var excluded = special.neverSaid
    if step == prefix.count { excluded += notAfterPrefix }
    if step < options.minLength { excluded.append(special.end) }
    if let size = options.noRepeatNgramSize { excluded += Self.repeating(hypothesis.tokens, size: size) }
    return .all(except: excluded)
  }

  /// The tokens that would complete a run which there is already.
  private static func repeating(_ tokens: [Int32], size: Int) -> [Int] {
    guard tokens.count >= size else { return [] }
    let last = tokens.suffix(size - 1)
    return (0...tokens.count - size).filter { tokens[$0..<$0 + size - 1].elementsEqual(last) }
      .map { Int(tokens[$0 + size - 1]) }
  }

  /// A number in 0 ..< 1 that decides what a sample goes on with.
  func draw(for hypothesis: Alive, step: Int) -> Double {
    var random = RandomStream(key.child(hypothesis.sample).child(step))
    return random.uniform()
  }
}

// MARK: - The end
extension Beam {
  /// - Parameter length: tokens, the end counted.
  mutating func finish(_ tokens: [Int32], _ logProbability: Double, length: Int, _ options: DecodingOptions) {
    finished.append(
      Hypothesis(
        tokens: tokens, logProbability: logProbability, length: length,
        score: Self.score(logProbability, length: length, options)))
  }

  /// Ends all that go on, where they are.
  mutating func finishAll(length: Int, _ options: DecodingOptions) {
    for hypothesis in alive { finish(hypothesis.tokens, hypothesis.logProbability, length: length, options) }
    alive = []
  }

  static func score(_ logProbability: Double, length: Int, _ options: DecodingOptions) -> Double {
    options.lengthPenalty == 0 ? logProbability : logProbability / pow(Double(length), options.lengthPenalty)
  }

  /// Decides whether the search for this source is over.
  mutating func close(step: Int, _ options: DecodingOptions) {
    if step >= longest, finished.count < options.followed { finishAll(length: step, options) }
    isDone = finished.count >= options.followed || alive.isEmpty || step >= longest || cannotImprove(step, options)
  }

  /// Whether no hypothesis that goes on can still get among those wanted: a sum of logarithms only falls, and its score is
  /// best at one of the two lengths that it can end with.
  private func cannotImprove(_ step: Int, _ options: DecodingOptions) -> Bool {
    guard finished.count >= options.nbest, let hope = alive.map(\.logProbability).max() else { return false }
    let bound = max(
      Self.score(hope, length: step + 1, options), Self.score(hope, length: longest + 1, options))
    let worst = finished.map(\.score).sorted(by: >)[options.nbest - 1]
    return bound < worst
  }

  /// The best translations; of equals the one that was finished first.
  func best(_ count: Int) -> [Hypothesis] {
    finished.indices.sorted { (-finished[$0].score, $0) < (-finished[$1].score, $1) }.prefix(count).map { finished[$0] }
  }
}
