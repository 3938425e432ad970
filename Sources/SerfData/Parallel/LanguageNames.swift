/// How headers of tables call a language.
enum LanguageNames {
  private static let english = [
    "ar": "arabic", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fi": "finnish", "fr": "french", "he": "hebrew", "hi": "hindi", "hu": "hungarian", "it": "italian",
    "ja": "japanese",
    "ko": "korean", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish", "uk": "ukrainian", "vi": "vietnamese", "zh": "chinese",
  ]

  /// A language's code (ISO 639-1) and its English name, in small letters; what else a user calls it alone.
  static func names(of language: String?) -> [String] {
    guard let code = language?.lowercased() else { return [] }
    return [code] + [english[code], english.first { $0.value == code }?.key].compactMap(\.self)
  }
}
