extension Tokenizer {
  /// Loads a tokenizer.json.
  /// - Throws: ``TokenizerError/Code/notFound``, ``TokenizerError/Code/readFailed``;
  ///   ``TokenizerError/Code/badFile``, ``TokenizerError/Code/badVocabulary`` and ``TokenizerError/Code/unsupported``
  ///   with the JSON path.
  public init(contentsOf path: String) throws(TokenizerError) {
    let bytes = try InputFile.contents(of: path)
    do throws(TokenizerError) {
      try self.init(json: bytes)
    } catch {
      throw error.inFile(path)
    }
  }
}
