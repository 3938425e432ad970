/// The ranges that the settings of all trainers share.
enum TrainingSettings {
  static func check(vocabularySize: Int) throws(TokenizerError) {
    guard (1...Int(Int32.max)).contains(vocabularySize) else {
      throw .badSetting("vocabularySize", found: "\(vocabularySize)", expected: "1 to \(Int32.max)")
    }
  }

  static func check(minimumFrequency: Int) throws(TokenizerError) {
    guard minimumFrequency >= 1 else {
      throw .badSetting("minimumFrequency", found: "\(minimumFrequency)", expected: "1 or more")
    }
  }

  static func check(alphabetLimit: Int?) throws(TokenizerError) {
    guard alphabetLimit ?? 0 >= 0 else {
      throw .badSetting("alphabetLimit", found: "\(alphabetLimit ?? 0)", expected: "0 or more")
    }
  }

  static func check(specialTokens: [String]) throws(TokenizerError) {
    for token in specialTokens where token.unicodeScalars.count < 2 {
      throw .badSetting(
        "a special token", found: TokenizerError.quoted(Array(token.utf8)),
        expected: "at least two characters, so that no character of a text is one")
    }
  }
}
