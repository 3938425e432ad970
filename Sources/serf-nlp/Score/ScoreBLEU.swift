internal import ArgumentParser
internal import SerfMetrics

struct ScoreBLEU: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bleu",
    abstract: "BLEU: the share of n-grams that the references have.",
    discussion: "EXAMPLE: serf-nlp score bleu --reference ref.de hyp.de --confidence")

  @OptionGroup var options: ScoreOptions

  @Option(help: "How texts are cut into tokens: zh for Chinese, char for languages without blanks.")
  var tokenize = BLEUTokenization.mteval13a

  @Flag(help: "Take capitals for small letters.")
  var lowercase = false

  @Option(
    name: [.customLong("smooth"), .customLong("smooth-method")],
    help: ArgumentHelp("What stands for a precision of zero.", valueName: "method"))
  var smooth = SmoothingName.exp

  @Option(help: ArgumentHelp("Value of floor (0.1 without) or add-k (1 without).", valueName: "number"))
  var smoothValue: Double?

  @Option(help: ArgumentHelp("Longest n-gram.", valueName: "count"))
  var maxNgramOrder = 4

  @Flag(help: "Leave out orders that no output is long enough for; always so with --sentence-level.")
  var effectiveOrder = false

  @OptionGroup var global: GlobalOptions

  /// sacreBLEU's names.
  enum SmoothingName: String, ExpressibleByArgument, CaseIterable {
    case exp, floor, addK = "add-k", none
  }

  func validate() throws {
    if smoothValue != nil, smooth == .exp || smooth == .none {
      throw ValidationError("--smooth-value goes with --smooth floor or add-k alone")
    }
  }

  func run() throws {
    let metric = try BLEU(
      tokenization: tokenize, lowercase: lowercase, smoothing: smoothing, maxOrder: maxNgramOrder,
      effectiveOrder: effectiveOrder || options.sentenceLevel)
    try TextScore(
      metric: metric, command: "bleu", options: options, global: global, expectsPlainText: tokenize != .none
    ).run()
  }

  private var smoothing: Smoothing {
    switch smooth {
    case .exp: .exponential
    case .floor: smoothValue.map(Smoothing.floor) ?? .standardFloor
    case .addK: smoothValue.map(Smoothing.addK) ?? .standardAddK
    case .none: .none
    }
  }
}
