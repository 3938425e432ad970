import FoundationEssentials
import Glibc

/// What we do with folders of the file system.
enum Folder {
  enum Kind { case absent, folder, file }

  /// What lies at `path`; links are followed.
  static func kind(of path: String) -> Kind {
    guard let status = FileStatus(path: path) else { return .absent }
    return status.kind == .folder ? .folder : .file
  }

  /// The path without slashes at its end.
  static func trimmed(_ path: String) -> String {
    var path = Substring(path)
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  static func parent(of path: String) -> String {
    let path = trimmed(path)
    guard let slash = path.lastIndex(of: "/") else { return "." }
    let parent = trimmed(String(path[..<slash]))
    return parent.isEmpty ? "/" : parent
  }

  static func name(of path: String) -> String {
    let path = trimmed(path)
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// Names in a folder, sorted by bytes so that nothing depends on the disk's order.
  static func entries(of path: String) throws(StorageError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
    } catch {
      throw kind(of: path) == .absent ? .noSuchFolder(path) : .cannotRead(path, errno: EACCES)
    }
  }
}

// MARK: - Changing
extension Folder {
  /// Creates a folder and the parents it lacks.
  static func create(_ path: String) throws(StorageError) {
    let path = trimmed(path)
    switch kind(of: path) {
    case .folder: return
    case .file: throw .notAFolder(path)
    case .absent: break
    }
    let parent = parent(of: path)
    if parent != path { try create(parent) }
    guard unsafe mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .cannotCreate(path, errno: errno) }
  }

  /// Creates an empty folder beside `path`, hidden and of a name that ends in `.tmp`.
  static func createTemporary(beside path: String) throws(StorageError) -> String {
    try create(parent(of: path))
    let temporary = temporaryName(beside: path)
    guard unsafe mkdir(temporary, 0o777) == 0 else { throw .cannotCreate(path, errno: errno) }
    return temporary
  }

  /// A name beside `path` that no other process or call uses.
  static func temporaryName(beside path: String) -> String {
    let number = UInt32.random(in: 0...UInt32.max)
    return "\(parent(of: path))/.\(name(of: path)).\(getpid()).\(String(number, radix: 36)).tmp"
  }

  /// Deletes a file or a folder with all in it, as far as it can: what is left behind is hidden, and never read.
  static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }

  static func rename(_ path: String, to target: String) throws(StorageError) {
    guard unsafe Glibc.rename(path, target) == 0 else { throw .cannotCreate(target, errno: errno) }
  }

  /// Makes sure that the names in a folder are on the disk.
  static func sync(_ path: String) throws(StorageError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path, errno: errno) }
    defer { close(descriptor) }
    // Some network file systems can't sync a folder and say EINVAL; there is nothing better to do there.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw .writeFailed(path, errno: errno) }
  }

  /// Makes sure that a folder, and the content of the files in it, are on the disk.
  static func syncWithFiles(_ path: String) throws(StorageError) {
    for entry in try entries(of: path) {
      let entry = path + "/" + entry
      if kind(of: entry) == .folder { try syncWithFiles(entry) } else { try sync(entry) }
    }
    try sync(path)
  }
}
