internal import ArgumentParser
internal import SerfExperiments

struct ExperimentRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train the cells of an experiment, or those that are left.",
    discussion: """
      SPEC is a file in YAML, or a bundled specification by name: quick, paper/sentiment, paper/ablation-depth…
      Finished cells are in the store and are never trained again: the same command goes on where it stopped.

      EXAMPLE: serf-nlp experiment run quick --store results.sqlite
      """)

  @Argument(help: ArgumentHelp("Specification: a file or a bundled name.", valueName: "spec"))
  var spec: String

  @OptionGroup var storeOption: StoreOption

  @Option(
    help: ArgumentHelp("Folder that relative paths of the specification start from.", valueName: "dir"),
    completion: .directory)
  var data: String?

  @Option(help: ArgumentHelp("Cells at a time; by default one a core.", valueName: "count"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Exported report (JSON) whose finished cells are taken.", valueName: "file"))
  var from: String?

  @Flag(help: "Run though the declared test can't reach its level; the report then only describes.")
  var descriptive = false

  @Flag(help: "Train cells again that have failed.")
  var retryFailed = false

  @Flag(help: "Say what would be done, and how long it may take, and stop.")
  var dryRun = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is \(jobs); expected 1 to 1024") }
  }

  func run() throws {
    InterruptFlag.watch()
    let file = try SpecificationFile(spec, tasks: ExperimentTasks.all)
    let plan = try ExperimentPlan(file.specification, folder: data ?? file.folder, tasks: ExperimentTasks.all)
    if !descriptive { try plan.requirePower() }
    let export = try from.map { path in try Study(exported: InputText.read(path, mostBytes: 1 << 30), path: path) }
    // Before there is a store: one that nothing can be put into is not made.
    if let export, let from { try plan.requireSame(as: export, path: from) }
    guard !dryRun else { return try rehearse(plan, export: export) }
    let console = ExperimentConsole(global.console, plan: plan)
    let runner = try runner(plan, in: ExperimentStore.open(storeOption.store), console)
    try takeCells(of: export, into: runner)
    if try runner.waitingCount() > 0 {
      for line in try PlanSummary(plan, runner).lines { global.console.message(line) }
    }
    let summary = try runner.run()
    console.end()
    try global.console.result(global.json ? json(summary).text : text(summary))
    if summary.failed + summary.failedTrials > 0 { throw CommandError.cellsFailed(summary, store: storeOption.store) }
  }

  /// Says what is to be done, after a look into the store that leaves it as it is.
  private func rehearse(_ plan: ExperimentPlan, export: Study?) throws {
    let known = try storedStudy(plan)
    let summary = try ExperimentStore.withScratch { scratch throws(ExperimentError) -> PlanSummary in
      let runner = try runner(plan, in: scratch, ExperimentConsole(global.console, plan: plan))
      if let known { _ = try runner.takeCells(of: known, path: storeOption.store) }
      try takeCells(of: export, into: runner)
      return try PlanSummary(plan, runner)
    }
    try global.console.result(global.json ? summary.json.text : summary.lines.joined(separator: "\n"))
  }

  /// What the store has of the experiment; nil where there is no store, or none of it in there.
  private func storedStudy(_ plan: ExperimentPlan) throws(ExperimentError) -> Study? {
    do throws(ExperimentError) {
      let store = try ExperimentStore.read(storeOption.store)
      try store.requireSame(plan)
      return try store.study(plan.specification.name)
    } catch {
      guard error.code == .noSuchInput || error.code == .noSuchExperiment else { throw error }
      return nil
    }
  }

  private func runner(
    _ plan: ExperimentPlan, in store: ExperimentStore, _ console: ExperimentConsole
  ) throws(ExperimentError) -> ExperimentRunner {
    var options = ExperimentRunner.Options(codeVersion: CodeVersion.text(SerfNLPCommand.configuration.version))
    (options.jobs, options.retriesFailed, options.isDescriptive) = (jobs, retryFailed, descriptive)
    return try ExperimentRunner(plan, store: store, options: options, observer: console)
  }

  private func takeCells(of export: Study?, into runner: ExperimentRunner) throws(ExperimentError) {
    guard let export, let from else { return }
    let taken = try runner.takeCells(of: export, path: from)
    global.console.message("\(from): \(taken) finished cells taken")
  }

  private func text(_ summary: ExperimentRunner.Summary) -> String {
    let failed = summary.failed > 0 ? ", \(summary.failed) failed" : ""
    return "\(summary.finished) of \(summary.total) cells are finished\(failed); trained now: \(summary.trained)"
  }

  private func json(_ summary: ExperimentRunner.Summary) -> JSONText {
    .object([
      ("store", .string(storeOption.store)), ("finished", .integer(summary.finished)),
      ("failed", .integer(summary.failed)), ("failed_tuning", .integer(summary.failedTrials)),
      ("total", .integer(summary.total)), ("trained", .integer(summary.trained)),
    ])
  }
}

extension CommandError {
  /// The run has come to its end, and not all cells have: a script is to know.
  fileprivate static func cellsFailed(_ summary: ExperimentRunner.Summary, store: String) -> CommandError {
    let counts = [(summary.failed, "of the grid"), (summary.failedTrials, "of tuning")].filter { $0.0 > 0 }
    let found = counts.map { "\($0.0) \($0.0 == 1 ? "cell" : "cells") \($0.1)" }.joined(separator: " and ")
    return CommandError(
      status: .badData,
      message: "\(found) failed: 'serf-nlp experiment list --store \(store)' says why, and --retry-failed trains them "
        + "again")
  }
}
