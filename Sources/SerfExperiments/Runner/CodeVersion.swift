/// Which program trained a cell.
public enum CodeVersion {
  /// The version with a fingerprint of the program's own bytes: many builds have one version.
  public static func text(_ version: String) -> String {
    guard let program = try? DataFile(setting: "program", path: "/proc/self/exe") else { return version }
    return "\(version) (build \(program.fingerprint))"
  }
}
