internal import ArgumentParser
internal import SerfTokenizer
internal import SerfVocab

struct VocabList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the bundled vocabularies, which can be used by name.",
    discussion: "EXAMPLE: serf-nlp vocab list")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let vocabularies = try SerfVocab.names.map { (name: $0, size: try SerfVocab.load($0).vocabularySize) }
    guard !global.json else {
      let objects = vocabularies.map { vocabulary in
        JSONText.object([("name", .string(vocabulary.name)), ("size", .integer(vocabulary.size))])
      }
      return try global.console.result(JSONText.array(objects).text)
    }
    guard !vocabularies.isEmpty else { return global.console.message("no vocabulary is bundled") }
    var table = TextTable([("name", .left), ("tokens", .right)])
    for vocabulary in vocabularies { table.add([vocabulary.name, NumberText.grouped(vocabulary.size)]) }
    try global.console.result(table.lines.joined(separator: "\n"))
  }
}
