internal import ArgumentParser
internal import SerfSettings

/// What a user reads after wrong usage: what is wrong, what was likely meant, and where to read on, in two lines.
///
/// The parser's own message repeats the help of the option and a usage line; with fifty options neither helps.
struct UsageMessage {
  let text: String

  init(_ error: any Error, of root: any ParsableCommand.Type) {
    let message = root.message(for: error)
    let command = Self.command(that: root.fullMessage(for: error), isAbout: root)
    let suggestion = message.contains("Did you mean") ? nil : Self.suggestion(for: message, in: command.type)
    text = message + (suggestion ?? "") + "\n  See '\(command.name) --help'."
  }
}

// MARK: - Which command
extension UsageMessage {
  /// The parser tells which sub-command failed in the last line of its message alone: See 'serf-nlp vocab train --help'.
  private static func command(
    that fullMessage: String, isAbout root: any ParsableCommand.Type
  ) -> (type: any ParsableCommand.Type, name: String) {
    var type = root
    var name = root._commandName
    let hint = fullMessage.split(separator: "\n").last { $0.hasPrefix("  See '") } ?? ""
    for word in hint.split(separator: " ").dropFirst(2) {
      guard let next = type.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
      type = next
      name += " " + word
    }
    return (type, name)
  }
}

// MARK: - What was meant
extension UsageMessage {
  private static func suggestion(for message: String, in command: any ParsableCommand.Type) -> String? {
    if let option = quoted(in: message, after: "Unknown option '") {
      guard command.configuration.subcommands.isEmpty || command.configuration.defaultSubcommand != nil else {
        return ". Options stand after the sub-command"
      }
      return nearest(to: option, among: options(of: command))
    }
    if let word = quoted(in: message, after: "Unexpected argument '") {
      return nearest(to: word, among: command.configuration.subcommands.map { $0._commandName })
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
