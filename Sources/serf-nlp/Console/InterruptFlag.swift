internal import Glibc
internal import Synchronization

/// Whether Ctrl-C was pressed, for long work to ask between two steps.
///
/// The first SIGINT or SIGTERM raises the flag, so that the work saves what it has; the second ends the process at once.
enum InterruptFlag {
  private static let isRaisedNow = Atomic<Bool>(false)

  static var isRaised: Bool { isRaisedNow.load(ordering: .relaxed) }

  /// Takes the signals over from the system. Until a command calls this, Ctrl-C just ends the process.
  static func watch() {
    // The flag is made here: a signal handler must not be the first to touch a lazily made global.
    isRaisedNow.store(false, ordering: .relaxed)
    for signal in [SIGINT, SIGTERM] {
      _ = Glibc.signal(signal) { number in
        // Only what is safe in a handler: an atomic store, and the default action back in its place.
        InterruptFlag.isRaisedNow.store(true, ordering: .relaxed)
        _ = Glibc.signal(number, SIG_DFL)
      }
    }
  }
}
