public import SerfResources

/// The experiments that ship with the package, as specifications in YAML; `Experiments/README.md` lists them.
public enum SerfSpecifications {
  private static let files = BundledFiles(bundle: "serf-nlp_SerfSpecifications.resources")
  private static let folder = "specifications"
  private static let suffix = ".yaml"
  private static let family = "paper"

  /// Their names, sorted: `paper/sentiment`, `quick`.
  public static var names: [String] {
    let own = (try? files.names(in: folder)) ?? []
    let paper = ((try? files.names(in: "\(folder)/\(family)")) ?? []).map { "\(family)/\($0)" }
    return (paper + own).filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) }
  }

  /// Where a specification lies.
  /// - Throws: ``ResourceError`` with the paths tried.
  public static func path(of name: String) throws(ResourceError) -> String {
    try files.path(of: "\(folder)/\(name)\(suffix)")
  }
}
