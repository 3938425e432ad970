internal import ArgumentParser
internal import SerfMetrics

struct ScoreTER: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ter",
    abstract: "TER: edits a reference word; lower is better.",
    discussion: "EXAMPLE: serf-nlp score ter --reference ref.de hyp.de --ter-normalized")

  @OptionGroup var options: ScoreOptions

  @Flag(
    name: [.customLong("ter-normalized"), .customLong("normalized")], help: "Cut punctuation off words first.")
  var normalized = false

  @Flag(name: [.customLong("ter-no-punct"), .customLong("no-punct")], help: "Take punctuation out.")
  var noPunctuation = false

  @Flag(
    name: [.customLong("ter-asian-support"), .customLong("asian-support")],
    help: "Let the two above see Chinese characters and Asian punctuation too.")
  var asianSupport = false

  @Flag(
    name: [.customLong("ter-case-sensitive"), .customLong("case-sensitive")],
    help: "Tell capitals from small letters.")
  var caseSensitive = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let metric = TER(
      normalized: normalized, noPunctuation: noPunctuation, asianSupport: asianSupport, caseSensitive: caseSensitive)
    try TextScore(metric: metric, command: "ter", options: options, global: global, expectsPlainText: false).run()
  }
}
