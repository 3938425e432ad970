internal import ArgumentParser
internal import SerfMetrics

struct ScoreChrF: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chrf",
    abstract: "chrF: the F-score of character n-grams; chrF++ with --chrf-word-order 2.",
    discussion: "EXAMPLE: serf-nlp score chrf --reference ref.de hyp.de --chrf-word-order 2")

  @OptionGroup var options: ScoreOptions

  @Option(help: ArgumentHelp("Longest n-gram of characters.", valueName: "count"))
  var chrfCharOrder = 6

  @Option(help: ArgumentHelp("Longest n-gram of words: 2 is chrF++.", valueName: "count"))
  var chrfWordOrder = 0

  @Option(help: ArgumentHelp("How many times recall weighs as much as precision.", valueName: "number"))
  var chrfBeta = 2

  @Flag(name: [.customLong("lowercase"), .customLong("chrf-lowercase")], help: "Take capitals for small letters.")
  var lowercase = false

  @Flag(help: "Count blanks as characters.")
  var chrfWhitespace = false

  @Flag(help: "Count all orders, as chrF++.py, NLTK and Moses do, not only those that both texts have.")
  var chrfEpsSmoothing = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let metric = try ChrF(
      characterOrder: chrfCharOrder, wordOrder: chrfWordOrder, beta: chrfBeta, lowercase: lowercase,
      whitespace: chrfWhitespace, epsilonSmoothing: chrfEpsSmoothing)
    try TextScore(metric: metric, command: "chrf", options: options, global: global, expectsPlainText: false).run()
  }
}
