internal import ArgumentParser
internal import SerfExperiments
internal import SerfSpecifications

struct ExperimentList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the experiments of a store, and the bundled specifications.",
    discussion: "EXAMPLE: serf-nlp experiment list --store results.sqlite")

  @OptionGroup var storeOption: StoreOption

  @Flag(help: "List the bundled specifications instead.")
  var bundled = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    guard !bundled else {
      let names = SerfSpecifications.names
      return try global.console.result(
        global.json ? JSONText.array(names.map(JSONText.string)).text : names.joined(separator: "\n"))
    }
    let listings = try ExperimentStore.read(storeOption.store).listings()
    guard !global.json else { return try global.console.result(JSONText.array(listings.map(json)).text) }
    guard !listings.isEmpty else { return global.console.message("\(storeOption.store) has no experiment yet") }
    var table = TextTable([
      ("name", .left), ("task", .left), ("cells", .right), ("finished", .right), ("failed", .right), ("time", .right),
      ("title", .left),
    ])
    for listing in listings {
      table.add([
        listing.name, listing.task, "\(listing.total)", "\(listing.finished)", "\(listing.failed)",
        NumberText.duration(seconds: listing.seconds), listing.title,
      ])
    }
    let reasons = listings.flatMap { listing in
      listing.reasons.map { "\(listing.name), \($0.count == 1 ? "1 cell" : "\($0.count) cells") failed: \($0.text)" }
    }
    try global.console.result((table.lines + reasons).joined(separator: "\n"))
  }

  private func json(_ listing: ExperimentListing) -> JSONText {
    .object([
      ("name", .string(listing.name)), ("title", .string(listing.title)), ("task", .string(listing.task)),
      ("cells", .integer(listing.total)), ("finished", .integer(listing.finished)),
      ("failed", .integer(listing.failed)), ("seconds", .number(listing.seconds)),
      ("created_date", .string(listing.createdAt)),
      (
        "failures",
        .array(listing.reasons.map { .object([("reason", .string($0.text)), ("cells", .integer($0.count))]) })
      ),
    ])
  }
}
