import Glibc

/// The most memory that this process has had at once.
enum PeakMemory {
  /// Unit: bytes.
  static var bytes: Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) * 1024
  }
}
