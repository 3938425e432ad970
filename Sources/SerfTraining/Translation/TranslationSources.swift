public import SerfData

/// Which files a run reads, as paths. Names of bundled files are resolved by whoever has them.
public struct TranslationSources: Hashable, Sendable {
  /// All of them train.
  public var train: [ParallelFiles]
  /// Nil takes a tenth of the training pairs.
  public var dev: ParallelFiles?
  public var test: Test
  /// A second test part, reported apart: that of the bundled corpus which a grammar has made.
  public var generatedTest: ParallelFiles?
  /// A vocabulary to use; nil trains one on the training pairs.
  public var vocabulary: String?

  public enum Test: Hashable, Sendable {
    case files(ParallelFiles)
    /// A tenth of the training pairs.
    case part
    case none
  }

  public init(
    train: [ParallelFiles], dev: ParallelFiles? = nil, test: Test = .part, generatedTest: ParallelFiles? = nil,
    vocabulary: String? = nil
  ) {
    (self.train, self.dev, self.test) = (train, dev, test)
    (self.generatedTest, self.vocabulary) = (generatedTest, vocabulary)
  }
}
