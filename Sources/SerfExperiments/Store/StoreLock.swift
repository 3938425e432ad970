internal import Glibc

/// Keeps a store to one run: a lock of the file beside it, which the system lifts when the process ends, however it ends.
final class StoreLock: Sendable {
  private let descriptor: Int32

  init(store path: String) throws(ExperimentError) {
    descriptor = unsafe open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreateStore(path, SystemError.text(errno)) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .lockedStore(path)
    }
  }

  deinit { close(descriptor) }
}

/// The system's words for its errors, the same in every locale.
enum SystemError {
  static func text(_ code: Int32) -> String {
    guard let words = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}
