// Every message of the module, one factory a situation.

// MARK: Text
extension TokenizerError {
  static func invalidUTF8(at offset: Int) -> TokenizerError {
    TokenizerError(
      .invalidUTF8,
      "the text is not UTF-8: byte \(offset) (counted from 0) begins or breaks a wrong sequence; convert it to UTF-8",
      byteOffset: offset)
  }

  static func unencodable(_ character: [UInt8], at offset: Int) -> TokenizerError {
    TokenizerError(
      .unencodable,
      "\(quoted(character)) at byte \(offset) has no token: the vocabulary has neither byte tokens nor an unknown token",
      byteOffset: offset)
  }

  static func textTooLong(byteCount: Int) -> TokenizerError {
    TokenizerError(
      .tooLong, "\(byteCount) bytes of text without a line break are more than 32-bit counts hold; break it into lines")
  }

  static func corpusTooLong(characterCount: Int) -> TokenizerError {
    TokenizerError(
      .tooLong,
      "the distinct words hold \(characterCount) characters, more than 2147483647: train on a sample, or leave out lines of long unbroken text"
    )
  }

  static func tooShortToTruncate(count: Int, excess: Int) -> TokenizerError {
    TokenizerError(
      .tooLong,
      "\(excess) tokens are too many, but the one text that may be cut has only \(count); truncate the longest first")
  }

  static func badPattern(_ pattern: String, at offset: Int) -> TokenizerError {
    let place = offset >= 0 ? " at character \(offset)" : ""
    return TokenizerError(
      .unsupported,
      "ICU refuses the regular expression \(quoted(Array(pattern.utf8)))\(place); write it in ICU's syntax")
  }

  static func patternTooSlow(byteCount: Int) -> TokenizerError {
    TokenizerError(
      .tooLong,
      "the regular expression takes too many steps on a text of \(byteCount) bytes; make it simpler, or break the text into lines"
    )
  }

  static func unicodeLibrary(_ operation: String, code: Int32) -> TokenizerError {
    TokenizerError(.unicodeLibrary, "ICU failed to \(operation) (code \(code)); is its data installed?")
  }

  static func unknownLocale(_ locale: String) -> TokenizerError {
    TokenizerError(
      .badSetting, "\"\(locale)\" is not a language tag; give one like \"en\", \"tr\" or \"zh-Hant\", or \"\" for none")
  }
}

// MARK: Files
extension TokenizerError {
  static func notFound(_ path: String) -> TokenizerError {
    TokenizerError(.notFound, "there is no file \(path)").inFile(path)
  }

  static func readFailed(_ path: String, reason: String) -> TokenizerError {
    TokenizerError(.readFailed, "\(path) can't be read: \(reason)").inFile(path)
  }

  static func writeFailed(_ path: String, reason: String) -> TokenizerError {
    TokenizerError(.writeFailed, "\(path) can't be written: \(reason)").inFile(path)
  }

  static func badJSON(at offset: Int, found: String, expected: String) -> TokenizerError {
    TokenizerError(.badFile, "not JSON: \(found) at byte \(offset), expected \(expected)", byteOffset: offset)
  }

  static func tooDeep(limit: Int, at offset: Int) -> TokenizerError {
    TokenizerError(.badFile, "JSON nested deeper than \(limit) levels at byte \(offset)", byteOffset: offset)
  }

  static func wrongJSON(_ path: String, found: String, expected: String) -> TokenizerError {
    TokenizerError(.badFile, "\(path): found \(found), expected \(expected)", jsonPath: path)
  }

  static func missingMember(_ name: String, in path: String) -> TokenizerError {
    TokenizerError(.badFile, "\(path) has no \"\(name)\"", jsonPath: path)
  }

  static func repeatedMember(_ name: String, in path: String) -> TokenizerError {
    TokenizerError(.badFile, "\(path) has \"\(name)\" twice", jsonPath: path)
  }

  static func unknownStage(_ name: String, at path: String, known: [String]) -> TokenizerError {
    TokenizerError(
      .unsupported, "\(path): no stage is called \"\(name)\" here; known are \(known.joined(separator: ", "))",
      jsonPath: path)
  }

  static func unsupported(_ path: String, _ what: String) -> TokenizerError {
    TokenizerError(.unsupported, "\(path): \(what) is not supported", jsonPath: path)
  }

  static func notInHuggingFace(_ stage: String, at path: String) -> TokenizerError {
    TokenizerError(
      .unsupported,
      "\(path): the stage \(stage) is this library's own, and Hugging Face's has none like it; keep the file, or train a vocabulary of another kind",
      jsonPath: path)
  }

  static func noFileForm(_ stage: String) -> TokenizerError {
    TokenizerError(.unsupported, "the stage \(stage) has no form in tokenizer.json; use one of this library's stages")
  }
}

// MARK: Other formats
extension TokenizerError {
  static func badModel(at offset: Int) -> TokenizerError {
    TokenizerError(
      .badFile, "not a SentencePiece model: byte \(offset) is in no field of one; is the file whole?",
      byteOffset: offset)
  }

  static func badLine(_ line: Int, found: [UInt8], expected: String) -> TokenizerError {
    TokenizerError(.badFile, "line \(line): found \(quoted(found)), expected \(expected)", line: line)
  }

  static func unknownFormat() -> TokenizerError {
    TokenizerError(
      .badFile,
      "this is no vocabulary: expected a tokenizer.json, a SentencePiece .model, subword-nmt codes, GPT-2's vocab.json with merges.txt beside it, BERT's vocab.txt or tiktoken ranks"
    )
  }

  static func notRepresentable(_ reason: String, in format: String, wayOut: String) -> TokenizerError {
    TokenizerError(.unsupported, "\(format) can't hold this vocabulary: \(reason); \(wayOut)")
  }
}

// MARK: Vocabulary
extension TokenizerError {
  static func repeatedToken(_ token: [UInt8]) -> TokenizerError {
    TokenizerError(.badVocabulary, "the token \(quoted(token)) stands twice in the vocabulary")
  }

  static func notText(_ token: [UInt8]) -> TokenizerError {
    TokenizerError(.badVocabulary, "the token \(quoted(token)) is not UTF-8, which tokenizer.json can't hold")
  }

  static func idOutOfRange(_ id: Int, count: Int) -> TokenizerError {
    TokenizerError(.unknownToken, "there is no id \(id): the vocabulary has the ids 0 to \(count - 1)")
  }

  static func idTaken(_ id: Int32, by token: [UInt8], at path: String?) -> TokenizerError {
    TokenizerError(
      .badVocabulary, "\(prefix(path))the id \(id) is given twice, again for \(quoted(token))", jsonPath: path)
  }

  static func idBeyond(_ id: Int, token: [UInt8], count: Int, at path: String?) -> TokenizerError {
    TokenizerError(
      .badVocabulary,
      "\(prefix(path))the id \(id) of \(quoted(token)) is beyond the \(count) tokens; ids go from 0 without a gap",
      jsonPath: path)
  }

  static func unknownToken(_ token: [UInt8], neededBy user: String, at path: String? = nil) -> TokenizerError {
    TokenizerError(
      .badVocabulary, "\(prefix(path))\(user) needs the token \(quoted(token)), which the vocabulary doesn't have",
      jsonPath: path)
  }

  static func unknownProduct(_ left: [UInt8], _ right: [UInt8], merge: Int) -> TokenizerError {
    unknownToken(
      left + right, neededBy: "the merge of \(quoted(left)) and \(quoted(right))", at: path(ofMerge: merge))
  }

  static func mergeMakesReserved(_ token: [UInt8], merge: Int) -> TokenizerError {
    let path = path(ofMerge: merge)
    return TokenizerError(
      .badVocabulary,
      "\(path): it makes \(quoted(token)), a special or a byte token: text would be lost in decoding", jsonPath: path)
  }

  static func repeatedMerge(_ left: [UInt8], _ right: [UInt8], merge: Int) -> TokenizerError {
    let path = path(ofMerge: merge)
    return TokenizerError(
      .badVocabulary, "\(path): the merge of \(quoted(left)) and \(quoted(right)) stands twice", jsonPath: path)
  }

  /// Merges are numbered as in a tokenizer.json, wherever they came from.
  private static func path(ofMerge merge: Int) -> String { "$.model.merges[\(merge)]" }
}

// MARK: Settings
extension TokenizerError {
  static func badSetting(_ name: String, found: String, expected: String) -> TokenizerError {
    TokenizerError(.badSetting, "\(name) is \(found), expected \(expected)")
  }

  static func vocabularyTooSmall(size: Int, special: Int, bytes: Int, characters: Int) -> TokenizerError {
    TokenizerError(
      .badSetting,
      "a vocabulary of \(size) can't hold \(special) special tokens, \(bytes) bytes and \(characters) characters: give at least \(special + bytes + characters), or a smaller alphabet limit"
    )
  }

  static func noPair(_ stage: String) -> TokenizerError {
    TokenizerError(.badSetting, "the template has no part for a second text; encode one text, or give \(stage) a pair")
  }
}

// MARK: How bytes are shown
extension TokenizerError {
  /// Bytes as a message shows them: at most 40, as text where they are text.
  static func quoted(_ bytes: [UInt8]) -> String {
    let shown = String(decoding: bytes.prefix(40), as: UTF8.self)
    return bytes.count > 40 ? "\"\(shown)…\" (\(bytes.count) bytes)" : "\"\(shown)\""
  }

  private static func prefix(_ path: String?) -> String { path.map { "\($0): " } ?? "" }
}
