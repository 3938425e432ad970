internal import Glibc

/// What a descriptor can show.
struct Terminal: Sendable {
  static let standardError = Terminal(descriptor: 2)

  private let descriptor: Int32

  /// Whether a person watches, so that a line may be written over.
  let isLive: Bool

  /// Whether colour is welcome: on a terminal that can, and unless `NO_COLOR` is set to anything.
  let hasColor: Bool

  init(descriptor: Int32) {
    self.descriptor = descriptor
    let isDumb = Environment.value(of: "TERM").map { $0 == "dumb" } ?? true
    isLive = isatty(descriptor) == 1 && !isDumb
    hasColor = isLive && (Environment.value(of: "NO_COLOR") ?? "").isEmpty
  }

  /// Columns of the terminal, asked for anew each time, since a window changes.
  var width: Int {
    var size = winsize()
    let isKnown = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return isKnown ? Int(size.ws_col) : 80
  }

  func red(_ text: String) -> String { hasColor ? "\u{1B}[1;31m\(text)\u{1B}[0m" : text }

  func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

/// The variables that the process was started with.
enum Environment {
  static func value(of name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
