internal import ArgumentParser

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Flag(help: "Write JSON to standard output instead of text.")
  var json = false

  @Flag(help: "Write no messages and no progress to standard error, errors apart.")
  var quiet = false

  @Flag(help: "Write more messages.")
  var verbose = false

  @Flag(name: .customLong("no-progress"), help: "Write no progress.")
  var hidesProgress = false

  func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose say opposite things; give one of them") }
  }

  var console: Console {
    Console(verbosity: quiet ? .quiet : verbose ? .verbose : .normal, showsProgress: !quiet && !hidesProgress)
  }
}
