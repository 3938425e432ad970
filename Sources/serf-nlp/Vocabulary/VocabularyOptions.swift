internal import ArgumentParser
internal import SerfTokenizer

/// Which vocabulary a command works with.
struct VocabularyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Vocabulary: any file that 'vocab show' reads, a model folder, or a name of 'serf-nlp vocab list'.",
      valueName: "file|name"),
    completion: .file())
  var vocabulary: String

  func load() throws -> Tokenizer { try VocabularyFile.load(vocabulary) }
}
