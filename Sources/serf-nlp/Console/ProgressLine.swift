internal import Synchronization

/// One line that says how far a long piece of work is.
///
/// On a terminal the line is written over, ten times a second at most. Elsewhere, as in a log file, a plain line comes
/// after ten seconds and then twice as late each time, up to every five minutes.
final class ProgressLine: Sendable {
  private struct State {
    var lastWrite: ContinuousClock.Instant?
    var interval: Duration
    var isVisible = false
  }

  private let isEnabled: Bool
  private let terminal: Terminal
  private let start = ContinuousClock.now
  private let state: Mutex<State>

  init(console: Console, terminal: Terminal = .standardError) {
    isEnabled = console.showsProgress
    self.terminal = terminal
    state = Mutex(State(interval: terminal.isLive ? .milliseconds(100) : .seconds(10)))
  }

  /// Shows the text, if it is time to.
  func update(_ text: @autoclosure () -> String) {
    guard isEnabled else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      let isDue = now - (state.lastWrite ?? start) >= state.interval || (state.lastWrite == nil && terminal.isLive)
      guard isDue else { return }
      state.lastWrite = now
      if terminal.isLive {
        // A line that wraps can't be written over.
        Console.writeToStandardError("\r\u{1B}[K" + text().prefix(max(terminal.width - 1, 10)))
        state.isVisible = true
      } else {
        Console.writeToStandardError(text() + "\n")
        state.interval = min(state.interval * 2, .seconds(300))
      }
    }
  }

  /// Takes the live line away, so that a message can be written in its place.
  func clear() {
    state.withLock { state in
      if state.isVisible { Console.writeToStandardError("\r\u{1B}[K") }
      state.isVisible = false
    }
  }
}
