/// The pre-tokenizers that tokenizer.json can hold; a new one is one line here.
enum StoredPreTokenizers {
  static let registry = StageRegistry<any PreTokenizer>(readers: [
    ("ICUWords", { json throws(TokenizerError) in try ICUWords(locale: json.optional("locale")?.text() ?? "") })
  ])
}

extension ICUWords: StoredStage {
  /// Hugging Face has nothing like it, so the name is ours.
  var typeName: String { "ICUWords" }

  func writeSettings(to json: inout JSONWriter) {
    json.key("locale")
    json.string(locale)
  }
}
