import Glibc

/// The variables that libraries read before `main`, which only a fresh start of the program can change.
enum LaunchEnvironment {
  /// Starts the program anew, unless it was so, without the variables that make OpenBLAS use other kernels than the
  /// processor's own, and without the threads that it makes before `main`, which spin at first: their processor time would
  /// count as ours. (Figures of several threads make them when they need them.)
  static func settleBLAS() {
    let overrides: [String] = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"].filter { unsafe getenv($0) != nil }
    let threads = "OPENBLAS_NUM_THREADS"
    let isSettled = unsafe getenv(threads) != nil
    guard !overrides.isEmpty || !isSettled else { return }
    for name in overrides { _ = unsafe unsetenv(name) }
    _ = unsafe setenv(threads, "1", 0)
    startAnew()
  }

  /// Starts the program anew with a library loaded before all others.
  static func preload(_ library: String) {
    _ = unsafe setenv("LD_PRELOAD", library, 1)
    startAnew()
  }

  /// The folder that the program lies in.
  static var programFolder: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = unsafe readlink("/proc/self/exe", &path, path.count - 1)
    let bytes = path.prefix(max(length, 0)).map { UInt8(bitPattern: $0) }
    let end = bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// The program again, with the same arguments; returns only where that fails.
  private static func startAnew() {
    var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    _ = unsafe execv("/proc/self/exe", arguments)
    preconditionFailure("the program could not be started again: error \(errno)")
  }
}
