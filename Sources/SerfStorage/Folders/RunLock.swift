import Glibc

/// Keeps a second training run out of a model folder: a lock of the system's on the file that marks the run (`flock`),
/// which goes with the process, however that ends. Held for as long as the object lives.
public final class RunLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Locks a file that is there.
  /// - Returns: nil when another run holds it. A file system that has no locks keeps nobody out.
  static func take(_ path: String) throws(StorageError) -> RunLock? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotRead(path, errno: errno) }
    let lock = RunLock(descriptor)
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK ? nil : lock
  }
}
