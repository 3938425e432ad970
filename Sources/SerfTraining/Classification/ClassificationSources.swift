/// Which files a run reads, as paths. Names of bundled files are resolved by whoever has them.
public struct ClassificationSources: Hashable, Sendable {
  public var train: String
  /// Nil takes a tenth of the training rows.
  public var dev: String?
  public var test: Test
  /// A vocabulary to use; nil trains one on the training texts.
  public var vocabulary: String?
  /// The folder of the pictures that rows name; nil leaves pictures alone.
  public var images: String?
  /// A second test file, whose figures are reported apart.
  public var unseen: String?

  public enum Test: Hashable, Sendable {
    case file(String)
    /// A tenth of the training rows.
    case part
    case none
  }

  public init(
    train: String, dev: String? = nil, test: Test = .part, vocabulary: String? = nil, images: String? = nil,
    unseen: String? = nil
  ) {
    (self.train, self.dev, self.test, self.vocabulary) = (train, dev, test, vocabulary)
    (self.images, self.unseen) = (images, unseen)
  }
}
