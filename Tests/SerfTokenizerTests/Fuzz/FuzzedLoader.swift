import SerfTokenizer
import TestSupport
import Testing

/// One of the library's loaders, with a small good file of its kind.
struct FuzzedLoader: Sendable, CustomTestStringConvertible {
  let name: String
  let file: [UInt8]
  let isJSON: Bool
  let load: @Sendable ([UInt8]) throws(TokenizerError) -> Tokenizer

  var testDescription: String { name }

  private init(
    _ name: String, _ file: [UInt8], isJSON: Bool = false,
    _ load: @escaping @Sendable ([UInt8]) throws(TokenizerError) -> Tokenizer
  ) {
    self.name = name
    self.file = file
    self.isJSON = isJSON
    self.load = load
  }

  private static func json(_ name: String, _ file: [UInt8]) -> FuzzedLoader {
    FuzzedLoader("json-\(name)", file, isJSON: true) { bytes throws(TokenizerError) in try Tokenizer(json: bytes) }
  }

  /// Every loader; tokenizer.json once for each kind of model, and once for the stages that no trainer uses.
  static func all() throws -> [FuzzedLoader] {
    let kinds = try TokenizerTrainer.Kind.allCases.map { kind in json(kind.rawValue, try trained(kind).json()) }
    let pairs = try trained(.byteLevel).gpt2Files()
    let pieces = try Tokenizer(json: Array(StageFiles.sentencePiece.utf8)).sentencePiece().model
    let loaders =
      kinds + [
        json("stages", Array(StageFiles.byteLevel.utf8)), json("stages-unigram", Array(StageFiles.unigram.utf8)),
        json("stages-words", Array(StageFiles.words.utf8)),
        FuzzedLoader("sentencepiece-bpe", try withoutNormalizer(trained(.metaspace)).sentencePiece().model) {
          bytes throws(TokenizerError) in try Tokenizer(sentencePiece: bytes)
        },
        FuzzedLoader("sentencepiece-unigram", pieces) { bytes throws(TokenizerError) in
          try Tokenizer(sentencePiece: bytes)
        },
        FuzzedLoader("tiktoken", try trained(.byteLevel).tiktokenRanks()) { bytes throws(TokenizerError) in
          try Tokenizer(tiktoken: bytes)
        },
        FuzzedLoader("gpt2-vocabulary", pairs.vocabulary, isJSON: true) { bytes throws(TokenizerError) in
          try Tokenizer(gpt2Vocabulary: bytes, merges: pairs.merges)
        },
        FuzzedLoader("gpt2-merges", pairs.merges) { bytes throws(TokenizerError) in
          try Tokenizer(gpt2Vocabulary: pairs.vocabulary, merges: bytes)
        },
        FuzzedLoader("bert", try trained(.wordPiece).vocabularyList()) { bytes throws(TokenizerError) in
          try Tokenizer(bertVocabulary: bytes)
        },
        FuzzedLoader("subword-nmt", Array(StageFiles.codes.utf8)) { bytes throws(TokenizerError) in
          try Tokenizer(subwordNMT: bytes)
        },
        FuzzedLoader("subword-nmt-vocabulary", Array("the 4\nse@@ 3\nol@@ 9\na 1\n".utf8)) {
          bytes throws(TokenizerError) in
          try Tokenizer(subwordNMT: Array(StageFiles.codes.utf8), vocabulary: bytes, threshold: 3)
        },
      ]
    // Each format once more from a file, whose content tells which it is.
    let told = ["json-icu-words", "sentencepiece-bpe", "tiktoken", "bert", "subword-nmt"]
    return try loaders + loaders.filter { told.contains($0.name) }.map { try $0.fromFile() }
  }

  private func fromFile() throws -> FuzzedLoader {
    let folder = try TemporaryDirectory()
    return FuzzedLoader("file-\(name)", file, isJSON: isJSON) { bytes throws(TokenizerError) in
      let path = folder.path("vocabulary")
      if (try? folder.file("vocabulary", bytes)) == nil { Issue.record("\(path) can't be written") }
      return try Tokenizer(contentsOf: path)
    }
  }

  /// SentencePiece has no form for ours.
  private static func withoutNormalizer(_ tokenizer: Tokenizer) throws -> Tokenizer {
    try Tokenizer(
      model: tokenizer.model, preTokenizer: tokenizer.preTokenizer, decoder: tokenizer.decoder,
      addedTokens: tokenizer.addedTokens)
  }

  /// A small tokenizer of a kind; those without byte tokens have few tokens, so that each is often hit.
  private static func trained(_ kind: TokenizerTrainer.Kind) throws -> Tokenizer {
    let size = [.wordPiece, .unigram].contains(kind) ? 60 : 300
    var trainer = try TokenizerTrainer(kind, vocabularySize: size, minimumFrequency: 1, alphabetLimit: 24)
    for line in SmallTokenizers.lines { try trainer.counter.add(line) }
    return try trainer.train()
  }
}
