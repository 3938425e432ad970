import Glibc

/// The variables that libraries read before `main`, which only a fresh start of the program can change.
enum LaunchEnvironment {
  /// Starts the program anew without the variables that make OpenBLAS use other kernels than the processor's own.
  static func leaveOutBLASOverrides() {
    let overrides: [String] = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"].filter { unsafe getenv($0) != nil }
    guard !overrides.isEmpty else { return }
    for name in overrides { _ = unsafe unsetenv(name) }
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
