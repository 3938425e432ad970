/// Lower case by the rules of a language: final sigma in every one, the dotless ı of Turkish, the dots of Lithuanian.
public struct Lowercase: Normalizer {
  /// A BCP 47 language tag; empty for no language's own rules.
  public let locale: String
  private let converters = Pool<ICUConverter>()

  /// - Throws: ``TokenizerError/Code/badSetting`` for what is no language tag.
  public init(locale: String = "") throws(TokenizerError) {
    try ICU.check(locale: locale)
    self.locale = locale
  }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    let converter = try converters.take(orMake: ICUConverter.init)
    defer { converters.giveBack(converter) }
    guard let changed = try converter.convert(text.utf8.span, .lowercase(locale: locale)) else { return }
    text.replace(with: changed.utf8, edits: changed.edits)
  }
}
