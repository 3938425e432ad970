internal import ArgumentParser
internal import SerfMetrics

struct ScoreAccuracy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accuracy",
    abstract: "Accuracy and F1 of labels, a label a line.",
    discussion: """
      The answers may be the output of 'classify': a tab and what follows it is left out, unless the correct labels have
      tabs themselves.

      EXAMPLE: serf-nlp score accuracy --reference labels.txt answers.txt --confidence
      """)

  @OptionGroup var options: ScoreOptions

  @OptionGroup var global: GlobalOptions

  /// A larger confusion table is for programs, not for people.
  private static let mostShownLabels = 20

  func validate() throws {
    if options.sentenceLevel { throw ValidationError("--sentence-level has no meaning for accuracy") }
    if options.reference.count > 1 {
      throw ValidationError("--reference is given \(options.reference.count) times; accuracy takes one file of labels")
    }
  }

  func run() throws {
    let texts = try ScoreTexts(options)
    let gold = texts.references[0].lines
    let cutsAtTab = !gold.contains { $0.utf8.contains(0x09) }
    let answers = texts.systems.map { file in
      cutsAtTab ? file.lines.map { String($0.prefix { $0 != "\t" }) } : file.lines
    }
    let metric = Accuracy()
    let statistics = try zip(texts.systems, answers).map { file, answers in
      (name: file.name, statistics: try metric.statistics(gold: gold, predicted: answers))
    }
    let report = try ScoreReport(
      metric, command: "accuracy", signature: try signature(), statistics: statistics, options: options)
    let figures = ClassificationReport(ClassificationScores(try confusion(gold, answers[0])))
    guard !global.json else {
      guard case .object(let members) = figures.json else { return }
      return try global.console.result(report.json(extra: members).text)
    }
    let shown = figures.scores.classes.count <= Self.mostShownLabels && texts.systems.count == 1
    let details = shown ? [""] + figures.lines(title: texts.systems[0].name).dropFirst(2) : []
    try global.console.result((report.lines + details).joined(separator: "\n"))
  }

  private func signature() throws -> String {
    var fields: [SignatureField] = []
    let (bootstrap, randomization) = (try options.bootstrap(), try options.randomization())
    if let bootstrap { fields.append(SignatureField("bs", String(bootstrap.resampleCount))) }
    if let randomization { fields.append(SignatureField("ar", String(randomization.trialCount))) }
    if bootstrap != nil { fields.append(SignatureField("seed", String(options.seed))) }
    fields.append(SignatureField("match", "exact"))
    return fields.map { "\($0.key):\($0.value)" }.joined(separator: "|")
  }

  private func confusion(_ gold: [String], _ answers: [String]) throws -> ConfusionMatrix {
    // By bytes: to Swift two spellings of é are equal, to a label file they are two labels.
    let labels = Set((gold + answers).map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    func number(_ label: String) -> Int { numbers[Array(label.utf8)] ?? 0 }
    return try ConfusionMatrix(
      labels: labels.map { String(decoding: $0, as: UTF8.self) }, gold: gold.map(number), predicted: answers.map(number)
    )
  }
}
