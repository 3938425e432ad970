internal import ArgumentParser
internal import SerfSettings

/// What a user reads after wrong usage: what is wrong, what was likely meant, and where to read on, in two lines.
///
/// The parser's own message repeats the help of the option and a usage line; with fifty options neither helps.
struct UsageMessage {
  let text: String

  init(_ error: any Error, of root: any ParsableCommand.Type) {
    let commands = Self.commands(that: root.fullMessage(for: error), isAbout: root)
    var message = root.message(for: error)
    // A slip in the name of a required option would be told as its absence.
    if message.hasPrefix("Missing expected argument"), let unknown = Self.unknownOption(of: commands[0]) {
      message = "Unknown option '\(unknown)'"
    }
    let suggestion = message.contains("Did you mean") ? nil : Self.suggestion(for: message, in: commands)
    let name = commands.reversed().map { $0._commandName }.joined(separator: " ")
    text = message + (suggestion ?? "") + "\n  See '\(name) --help'."
  }
}

// MARK: - Which command
extension UsageMessage {
  /// The command that failed, its parent, and so on to the root. The parser tells it in the last line of its message
  /// alone: See 'serf-nlp vocab train --help'.
  private static func commands(
    that fullMessage: String, isAbout root: any ParsableCommand.Type
  ) -> [any ParsableCommand.Type] {
    var commands = [root]
    let hint = fullMessage.split(separator: "\n").last { $0.hasPrefix("  See '") } ?? ""
    for word in hint.split(separator: " ").dropFirst(2) {
      guard let next = commands[0].configuration.subcommands.first(where: { $0._commandName == word }) else { break }
      commands.insert(next, at: 0)
    }
    return commands
  }

  private static func unknownOption(of command: any ParsableCommand.Type) -> String? {
    let known = Set(options(of: command))
    let typed = CommandLine.arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }
    return typed.map { String($0.prefix { $0 != "=" }) }.first { !known.contains($0) }
  }
}

// MARK: - What was meant
extension UsageMessage {
  /// - Parameter commands: the one that failed, then its parents.
  private static func suggestion(for message: String, in commands: [any ParsableCommand.Type]) -> String? {
    let command = commands[0]
    if let option = quoted(in: message, after: "Unknown option '") {
      guard command.configuration.subcommands.isEmpty || command.configuration.defaultSubcommand != nil else {
        return ". Options stand after the sub-command"
      }
      return nearest(to: option, among: options(of: command))
    }
    if let word = quoted(in: message, after: "Unexpected argument '") {
      // The one that failed may be the default of its parent, which the word was meant for.
      let names = commands.prefix(2).flatMap { $0.configuration.subcommands.map { $0._commandName } }
      return nearest(to: word, among: names)
    }
    return nil
  }

  private static func nearest(to word: String, among names: [String]) -> String? {
    NearestName.find(word, among: names).map { ". Did you mean '\($0)'?" }
  }

  private static func quoted(in message: String, after opening: String) -> String? {
    guard message.hasPrefix(opening) else { return nil }
    return String(message.dropFirst(opening.count).prefix { $0 != "'" })
  }

  private static func options(of command: any ParsableCommand.Type) -> [String] {
    command.helpMessage(columns: 10_000).split { " \n/,".contains($0) }.filter { $0.hasPrefix("--") }.map(String.init)
  }
}
