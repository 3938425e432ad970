public import SerfResources

/// The corpora that ship with the package, for first runs, examples and tests; `Corpora/README.md` says how they were
/// made.
public enum SerfCorpora {
  /// The parts of a corpus: to learn from, to choose by, and to report on.
  public enum Split: String, CaseIterable, Hashable, Sendable {
    case train
    case dev
    case test
  }

  /// The path of a file of short reviews, one a line: the text, a tab, `positive` or `negative`; UTF-8, no header.
  ///
  /// Half of each split is positive: 1,200 texts to train on, 180 for development, 240 to test on.
  ///
  /// - Throws: `ResourceError` with the paths tried, where the installation lacks the file.
  public static func sentiment(_ split: Split) throws(ResourceError) -> String {
    try files.path(of: "sentiment/\(split.rawValue).tsv")
  }

  /// The path of a file of premises and hypotheses, one pair a line after a header: `premise`, `hypothesis`, `label`
  /// (`entailment`, `neutral` or `contradiction`) and `scene`, with tabs between; UTF-8.
  ///
  /// A third of each split has each label: 1,449 pairs to train on, 207 for development, 414 to test on. Each scene is
  /// three premises by three hypotheses and lies in one split; folds must not cut through a scene either.
  ///
  /// - Throws: `ResourceError` with the paths tried, where the installation lacks the file.
  public static func entailment(_ split: Split) throws(ResourceError) -> String {
    try files.path(of: "entailment/\(split.rawValue).tsv")
  }

  /// The path of a file of pairs of captioned pictures, one a line after a header: `premise`, `hypothesis`,
  /// `premise_image`, `hypothesis_image` (files of ``multimodalEntailmentImages()``) and `label` (`Implies`,
  /// `Contradictory` or `NoEntailment`), with tabs between; UTF-8. Made by the program `corpora-multimodal`.
  ///
  /// Of 10,800 pairs to train on, 450 for development and 900 to test on a third has each label, and so has all that has
  /// one pair of texts, or one pair of pictures.
  ///
  /// - Throws: `ResourceError` with the paths tried, where the installation lacks the file.
  public static func multimodalEntailment(_ split: Split) throws(ResourceError) -> String {
    try files.path(of: "multimodal-entailment/\(split.rawValue).tsv")
  }

  /// The half of the test part whose combinations of colour, shape and relation training never has.
  public static func multimodalEntailmentUnseen() throws(ResourceError) -> String {
    try files.path(of: "multimodal-entailment/unseen.tsv")
  }

  /// The folder of the pictures.
  public static func multimodalEntailmentImages() throws(ResourceError) -> String {
    try files.path(of: "multimodal-entailment/images")
  }

  /// The parts of the translation corpus: 1,785 pairs written by hand, and 16,500 made by a grammar.
  public enum TranslationPart: String, CaseIterable, Hashable, Sendable {
    case writtenTrain = "written/train"
    case writtenDev = "written/dev"
    case writtenTest = "written/test"
    /// Made by the program `corpora-translation`: for more to learn from, not to report on as real text.
    case generatedTrain = "generated/train"
    /// Pairs of words, such as a verb and its object, that the generated training part never has.
    case generatedTest = "generated/test"
  }

  /// The languages of the translation corpus.
  public enum Language: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case german = "de"
  }

  /// The path of one side of a parallel corpus, one sentence a line; UTF-8. Line by line, the sides
  /// translate each other.
  ///
  /// - Throws: `ResourceError` with the paths tried, where the installation lacks the file.
  public static func translation(_ part: TranslationPart, _ language: Language) throws(ResourceError) -> String {
    try files.path(of: "translation/\(part.rawValue).\(language.rawValue)")
  }

  private static let files = BundledFiles(bundle: "serf-nlp_SerfCorpora.resources")
}
