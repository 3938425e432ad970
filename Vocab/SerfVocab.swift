public import SerfResources
public import SerfTokenizer

/// The vocabularies that ship with this package.
public enum SerfVocab {
  private static let files = BundledFiles(bundle: "serf-nlp_SerfVocab.resources")
  private static let folder = "vocabularies"
  private static let suffix = ".json"

  /// Their names, sorted; none when no vocabulary is bundled.
  public static var names: [String] {
    let found = (try? files.names(in: folder)) ?? []
    return found.filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
  }

  /// Where a vocabulary's tokenizer.json lies.
  /// - Throws: ``ResourceError`` with the paths tried.
  public static func path(of name: String) throws(ResourceError) -> String {
    try files.path(of: "\(folder)/\(name)\(suffix)")
  }

  /// Loads a vocabulary.
  /// - Throws: ``ResourceError`` when it is missing, `TokenizerError` when its file is damaged.
  public static func load(_ name: String) throws -> Tokenizer { try Tokenizer(contentsOf: path(of: name)) }
}
