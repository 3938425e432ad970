internal import ArgumentParser
internal import SerfTokenizer

struct VocabConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a vocabulary in another library's format.",
    discussion: """
      Two formats are two files, and the second is written beside the first: sentencepiece's PATH with .vocab behind it,
      subword-nmt's PATH with .vocab behind it, gpt2's merges.txt in the folder of PATH. What a format can't hold is
      refused.

      EXAMPLE: serf-nlp vocab convert tokenizer.json --to tiktoken --output ranks.tiktoken
      """)

  /// The formats that are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case huggingFace = "huggingface"
    case subwordNMT = "subword-nmt"
    case sentencePiece = "sentencepiece"
    case tiktoken
    case gpt2
    case text
  }

  @Argument(
    help: ArgumentHelp(
      "Vocabulary: any file that 'vocab show' reads, a model folder or a name.", valueName: "file|name"))
  var file: String

  @Option(help: "The format.")
  var to: Format

  @Option(help: ArgumentHelp("File to write.", valueName: "path"))
  var output: String

  @Flag(help: "Replace files that exist.")
  var force = false

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let tokenizer = try VocabularyFile.load(file)
    let files = try written(tokenizer)
    for (path, _) in files { try OutputFile(path: path, force: force).check() }
    for (path, bytes) in files { try OutputFile(path: path, force: force).write(bytes) }
    guard output != "-" else { return }
    let names = files.map(\.path).joined(separator: " and ")
    global.console.message("wrote \(names): \(NumberText.grouped(tokenizer.vocabularySize)) tokens")
  }

  /// The files of a format; the second one is left out where the first goes to standard output.
  private func written(_ tokenizer: Tokenizer) throws -> [(path: String, bytes: [UInt8])] {
    switch to {
    case .huggingFace: return [(output, try tokenizer.huggingFaceJSON())]
    case .tiktoken: return [(output, try tokenizer.tiktokenRanks())]
    case .text: return [(output, try tokenizer.vocabularyList())]
    case .subwordNMT:
      let (codes, vocabulary) = try tokenizer.subwordNMT()
      return files(codes, vocabulary, beside: output + ".vocab")
    case .sentencePiece:
      let (model, vocabulary) = try tokenizer.sentencePiece()
      return files(model, vocabulary, beside: output + ".vocab")
    case .gpt2:
      let (vocabulary, merges) = try tokenizer.gpt2Files()
      let folder = output.lastIndex(of: "/").map { String(output[...$0]) } ?? ""
      return files(vocabulary, merges, beside: folder + "merges.txt")
    }
  }

  private func files(
    _ first: [UInt8], _ second: [UInt8], beside path: String
  ) -> [(path: String, bytes: [UInt8])] {
    output == "-" ? [(output, first)] : [(output, first), (path, second)]
  }
}
