internal import ArgumentParser
internal import SerfModels
internal import SerfSettings

/// `entail`: a premise and a hypothesis on a line in, their label out.
struct Entail: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entail",
    abstract: "Say of pairs of texts, one a line, whether the first implies the second.",
    discussion: """
      A line is a premise, a tab and a hypothesis; for a model that looks at pictures then a tab and the premise's \
      picture, a tab and the hypothesis', files of --images. Each gets a line: the label, a tab and its probability. \
      Lines are answered as they come.

      EXAMPLE: printf 'A dog runs.\\tAn animal moves.\\n' | serf-nlp entail --model entailment-model
      """)

  @OptionGroup var use: ModelOption<EntailmentSettings>

  @Option(
    help: ArgumentHelp(
      "Folder of the pictures that the lines name; 'bundled' is that of the bundled corpus.", valueName: "dir"),
    completion: .directory)
  var images = "."

  @OptionGroup var shown: ShownOption

  @Flag(EntailmentSettings.hypothesisOnly, of: EntailmentSettings.self)
  var hypothesisOnly: Bool?

  @Argument(help: ArgumentHelp("Pairs, compressed or not; standard input without.", valueName: "file"))
  var file: String?

  @Option(
    help: ArgumentHelp(
      "Draw which words of a premise those of its hypothesis are aligned with: .svg draws the first pair, .html the first "
        + "50. Of cross-attention.", valueName: "file"), completion: .file(extensions: ["svg", "html"]))
  var attention: String?

  @Flag(help: "Replace the file of --attention where it exists.")
  var force = false

  @Flag(help: "Replace invalid UTF-8, and count it, instead of stopping at it.")
  var lossy = false

  @OptionGroup var global: GlobalOptions

  /// Enough pairs to fill the workers' batches, few enough for progress.
  private static let mostLines = 1024

  func run() throws {
    var picture = try attention.map { path in try AttentionPicture(path: path, force: force, Self.wording) }
    let classifier = try classifier()
    if picture != nil, let obstacle = classifier.obstacle {
      throw CommandError.usage(
        "--attention draws what cross-attention aligns of premise and hypothesis; \(use.model) \(obstacle)")
    }
    let progress = ProgressLine(console: global.console)
    var (count, cut) = (0, CutTexts(limit: classifier.model.configuration.maxTokens))
    var lines = try TextLines(path: file, isLossy: lossy)
    let reader = PairLines(
      path: lines.path, images: try EntailmentSources.folder(images), classifier: classifier, workers: use.workerCount)
    while let batch = try lines.next(most: classifier.model.batchSize(atMost: Self.mostLines)) {
      let answered = reader.answers(to: batch)
      if !answered.answers.isEmpty {
        try global.console.result(
          answered.answers.map { Answer($0).line(isJSON: global.json) }.joined(separator: "\n"))
      }
      if let fault = answered.fault { throw fault }
      for pair in answered.pairs { try picture?.add { try Self.grid(pair, classifier) } }
      count += batch.count
      cut.add(answered.cut, of: 2 * batch.count)
      if file != nil { progress.update("classified \(NumberText.grouped(count)) pairs") }
    }
    progress.clear()
    lines.reportReplacements(to: global.console)
    cut.report(lines.path, to: global.console)
    try picture?.write(global.console)
  }

  /// The model, shown what was asked for.
  private func classifier() throws -> EntailmentClassifier {
    let whole = try EntailmentClassifier(contentsOf: use.model)
    var settings = Settings(EntailmentSettings.list)
    let hidden = GivenSetting(EntailmentSettings.hypothesisOnly, hypothesisOnly)
    for given in shown.given + [hidden].compactMap(\.self) { try settings.set(given.name, given.value) }
    do throws(ModelError) { return EntailmentClassifier(try whole.model.seeing(settings)) } catch {
      throw CommandError.usage("\(error)")
    }
  }
}

// MARK: - Attention
extension Entail {
  private static let wording = AttentionPicture.Wording(
    heading: "What hypotheses are aligned with",
    explanation: """
      A row is a word of the hypothesis, a column a word of the premise. The fuller a square, the larger that word's share
      in what the row's is compared with. Point at a square for its share.
      """,
    subtitle: "Rows: the hypothesis. Each adds up to 1.")

  private static func grid(_ pair: TextPair, _ classifier: EntailmentClassifier) throws -> AttentionPicture.Grid? {
    try classifier.alignment(premise: pair.premise, hypothesis: pair.hypothesis).map { alignment in
      AttentionPicture.Grid(
        caption: "\(pair.premise) → \(pair.hypothesis)", rows: alignment.hypothesis, columns: alignment.premise,
        shares: alignment.weights)
    }
  }
}
