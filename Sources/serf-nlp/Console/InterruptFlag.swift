internal import Glibc
internal import Synchronization

/// Whether Ctrl-C was pressed, for long work to ask between two steps.
///
/// The first SIGINT or SIGTERM raises the flag, so that the work saves what it has. A later one ends the process at
/// once; but not within a second of the first, since `timeout` and some shells send one signal both to the process and to
/// its group.
enum InterruptFlag {
  /// When the first signal came, in milliseconds of the monotonic clock; 0 before.
  private static let raisedAt = Atomic<Int>(0)

  static var isRaised: Bool { raisedAt.load(ordering: .relaxed) != 0 }

  /// Takes the signals over from the system. Until a command calls this, Ctrl-C just ends the process.
  static func watch() {
    // Touched here: a signal handler must not be the first to make a lazily made global.
    raisedAt.store(0, ordering: .relaxed)
    for signal in [SIGINT, SIGTERM] {
      _ = Glibc.signal(signal) { _ in InterruptFlag.raise() }
    }
    unblock()
  }

  /// A process inherits what its parent's thread has blocked, and threads of a pool block all signals.
  private static func unblock() {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Does only what POSIX allows in a handler: atomics, `clock_gettime` and `_exit`.
  private static func raise() {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1000 + time.tv_nsec / 1_000_000 + 1
    let (isFirst, first) = raisedAt.compareExchange(expected: 0, desired: now, ordering: .relaxed)
    if !isFirst, now - first > 1000 { _exit(ExitStatus.interrupted.rawValue) }
  }
}
