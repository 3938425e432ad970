internal import ArgumentParser
internal import SerfData
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

  @Option(help: ArgumentHelp("Folder of the pictures that the lines name.", valueName: "dir"), completion: .directory)
  var images = "."

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
    let classifier = try EntailmentClassifier(contentsOf: use.model)
    guard picture == nil || classifier.alignsWords else {
      throw CommandError.usage(
        "--attention draws what cross-attention aligns; \(use.model) is \(classifier.architectureName)")
    }
    let progress = ProgressLine(console: global.console)
    var count = 0
    var lines = try TextLines(path: file, isLossy: lossy)
    while let batch = try lines.next(most: Self.mostLines) {
      let pairs = try batch.map { try pair(on: $0, of: lines.path, hasPictures: classifier.readsPictures) }
      let answers = try classifier.classify(pairs, workers: use.workerCount).map {
        Answer($0).line(isJSON: global.json)
      }
      try global.console.result(answers.joined(separator: "\n"))
      for pair in pairs { try picture?.add { try Self.grid(pair, classifier) } }
      count += batch.count
      if file != nil { progress.update("classified \(NumberText.grouped(count)) pairs") }
    }
    progress.clear()
    lines.reportReplacements(to: global.console)
    try picture?.write(global.console)
  }

  private func pair(on line: TextLines.Line, of path: String, hasPictures: Bool) throws -> TextPair {
    let fields = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == (hasPictures ? 4 : 2) else {
      let expected =
        hasPictures ? "premise, hypothesis and a picture each, with tabs between," : "a premise, a tab and a hypothesis"
      throw CommandError.badLine(
        path, line: line.number, reason: "\(fields.count) columns found; \(expected) are expected")
    }
    let pictures = try fields[2...].map { name in
      guard let file = PictureFile.path(of: name, in: images) else {
        throw CommandError.badLine(path, line: line.number, reason: "the picture \"\(name)\" is not in \(images)")
      }
      return file
    }
    return TextPair(premise: fields[0], hypothesis: fields[1], pictures: pictures)
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
