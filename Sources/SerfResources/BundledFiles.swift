import Glibc

/// Where the files that ship with this package lie.
///
/// A folder is looked for in `$SERF_DATA`, in `share/serf-nlp` beside the executable's folder, and in the resources
/// folder that the Swift package manager puts beside an executable. `Bundle.module` is not used: it traps when the
/// executable is moved, and hides that for as long as the build folder exists.
public struct BundledFiles: Sendable {
  /// Every place, in the order in which they are tried.
  public let roots: [String]

  /// - Parameter bundle: the name of the resources folder, as in `serf-nlp_SerfVocab.resources`.
  public init(bundle: String) {
    self.init(bundle: bundle, environment: Self.variable("SERF_DATA"), executable: Self.executablePath)
  }

  /// The same for a given environment and executable, for tests.
  package init(bundle: String, environment: String?, executable: String?) {
    var roots: [String] = []
    if let environment, !environment.isEmpty { roots.append(environment) }
    if let folder = executable.map(Self.folder(of:)) {
      roots.append("\(folder)/../share/serf-nlp")
      roots.append("\(folder)/\(bundle)")
    }
    self.roots = roots
  }

  /// The path of a bundled file or folder, as in `vocabularies/english-8k.json`.
  /// - Throws: ``ResourceError`` with the paths tried, when none of them exists.
  public func path(of file: String) throws(ResourceError) -> String {
    let tried = roots.map { "\($0)/\(file)" }
    for path in tried where unsafe access(path, R_OK) == 0 { return path }
    throw .missing(file, tried: tried)
  }

  /// The names of the files in a bundled folder, sorted; those of the first place that has the folder.
  /// - Throws: ``ResourceError`` with the paths tried, when there is no such folder.
  public func names(in folder: String) throws(ResourceError) -> [String] {
    let path = try path(of: folder)
    guard let directory = unsafe opendir(path) else { throw .missing(folder, tried: [path]) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    // Unsafe: an entry is valid until the next readdir, and its name is copied at once.
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

// MARK: - The process
extension BundledFiles {
  /// The path of the running executable, symbolic links resolved.
  static var executablePath: String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    // Unsafe: readlink writes at most the array's size.
    let count = unsafe readlink("/proc/self/exe", &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(decoding: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func variable(_ name: String) -> String? {
    // Unsafe: the value is copied at once; nothing in this process changes the environment.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return String(path[..<slash])
  }
}
