internal import Glibc
internal import SerfExperiments
internal import SerfSettings
internal import SerfSpecifications

/// A specification as users name it: a file, or a bundled one.
struct SpecificationFile {
  let specification: ExperimentSpecification
  /// Where its relative paths start from: its own folder, or the current one for a bundled specification.
  let folder: String

  /// A file wins over a bundled specification of its name.
  init(_ name: String, tasks: [any ExperimentTask]) throws {
    var status = stat()
    let isFile = name == "-" || (unsafe stat(name, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR)
    let path: String
    if isFile {
      path = name
    } else {
      let bundled = SerfSpecifications.names
      guard bundled.contains(name) else {
        throw CommandError.noSuchSpecification(name, nearest: NearestName.find(name, among: bundled), bundled: bundled)
      }
      path = try SerfSpecifications.path(of: name)
    }
    let text = try InputText.read(path)
    let parts = name.split(separator: "/")
    let stem = parts.last.map {
      $0.hasSuffix(".yaml") ? String($0.dropLast(5)) : $0.hasSuffix(".yml") ? String($0.dropLast(4)) : String($0)
    }
    specification = try ExperimentSpecification(
      yaml: text, file: name, name: isFile ? stem ?? "experiment" : name, tasks: tasks)
    folder = isFile && name.contains("/") ? String(name[..<(name.lastIndex(of: "/") ?? name.startIndex)]) : ""
  }
}
