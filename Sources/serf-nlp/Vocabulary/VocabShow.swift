internal import ArgumentParser
internal import SerfTokenizer

struct VocabShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say what a vocabulary is made of.",
    discussion: "EXAMPLE: serf-nlp vocab show tokenizer.json")

  @Argument(
    help: ArgumentHelp(
      """
      A tokenizer.json, SentencePiece model, subword-nmt codes, GPT-2's vocab.json or merges.txt, BERT's vocab.txt, \
      tiktoken ranks, a model folder, or a name of 'serf-nlp vocab list'.
      """, valueName: "file|name"))
  var file: String

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let tokenizer = try VocabularyFile.load(file)
    try global.console.result(global.json ? json(tokenizer).text : lines(tokenizer).joined(separator: "\n"))
  }

  /// The stages in the order in which a text goes through them.
  private func stages(_ tokenizer: Tokenizer) -> [(name: String, value: String?)] {
    [
      ("normalizer", tokenizer.normalizer.map(Self.name)), ("pre-tokenizer", tokenizer.preTokenizer.map(Self.name)),
      ("model", Self.name(tokenizer.model)), ("post-processor", tokenizer.postProcessor.map(Self.name)),
      ("decoder", tokenizer.decoder.map(Self.name)),
    ]
  }

  private static func name(_ stage: any Sendable) -> String {
    switch stage {
    case let sequence as NormalizerSequence: sequence.normalizers.map { name($0) }.joined(separator: ", ")
    case let sequence as PreTokenizerSequence: sequence.preTokenizers.map { name($0) }.joined(separator: ", ")
    case let sequence as PostProcessorSequence: sequence.processors.map { name($0) }.joined(separator: ", ")
    case let sequence as DecoderSequence: sequence.decoders.map { name($0) }.joined(separator: ", ")
    case let normalization as UnicodeNormalization: normalization.form.rawValue
    default: String(describing: type(of: stage))
    }
  }

  private func lines(_ tokenizer: Tokenizer) -> [String] {
    var table = TextTable([("tokens", .left), (NumberText.grouped(tokenizer.vocabularySize), .left)])
    let special = tokenizer.specialTokens.map { "\($0.spelling) (\($0.id))" }.joined(separator: ", ")
    table.add(["special tokens", special.isEmpty ? "none" : special])
    for stage in stages(tokenizer) { table.add([stage.name, stage.value ?? "none"]) }
    return table.lines
  }

  private func json(_ tokenizer: Tokenizer) -> JSONText {
    let special = tokenizer.specialTokens.map { token in
      JSONText.object([("token", .string(token.spelling)), ("id", .integer(Int(token.id)))])
    }
    let stages = stages(tokenizer).map { stage in
      (stage.name.replacing("-", with: "_"), stage.value.map(JSONText.string) ?? .null)
    }
    return .object([("size", .integer(tokenizer.vocabularySize)), ("special_tokens", .array(special))] + stages)
  }
}
