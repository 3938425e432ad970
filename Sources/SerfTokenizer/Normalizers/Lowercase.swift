import CICU

/// Lower case, character by character, as Hugging Face has it; or by the rules of a language.
public struct Lowercase: Normalizer {
  /// A BCP 47 language tag, whose rules see the whole text: final sigma in every language and in `""`, the dotless ı of
  /// Turkish, the dots of Lithuanian. nil takes each character by itself, so that σ is σ wherever it stands.
  public let locale: String?
  private let converters = Pool<ICUConverter>()

  /// Each character by itself.
  public init() { locale = nil }

  /// - Parameter locale: empty for no language's own rules.
  /// - Throws: ``TokenizerError/Code/badSetting`` for what is no language tag.
  public init(locale: String) throws(TokenizerError) {
    try ICU.check(locale: locale)
    self.locale = locale
  }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    guard let locale else { return Self.lowercase(&text) }
    let converter = try converters.take(orMake: ICUConverter.init)
    defer { converters.giveBack(converter) }
    guard let changed = try converter.convert(text.utf8.span, .lowercase(locale: locale)) else { return }
    text.replace(with: changed.utf8, edits: changed.edits)
  }

  static func lowercase(_ text: inout NormalizedText) {
    text.rewrite { utf8, rewriter in
      var unchanged = 0
      var lower: [UInt8] = []
      UTF8Layout.forEachScalar(utf8, in: 0..<utf8.count) { point, range in
        if point < 0x80 {
          guard (0x41...0x5A).contains(point) else { return }
          rewriter.copy(unchanged..<range.lowerBound)
          rewriter.put(UInt8(point + 0x20), for: range.lowerBound)
          return unchanged = range.upperBound
        }
        let small = serf_icu_lower(point)
        guard small != point else { return }
        rewriter.copy(unchanged..<range.lowerBound)
        unchanged = range.upperBound
        lower.removeAll(keepingCapacity: true)
        UTF8Layout.append(small, to: &lower)
        rewriter.put(lower, for: range.lowerBound)
        // İ is the one letter whose lower case is two characters in every language: i and a dot above.
        if point == 0x130 { rewriter.put([0xCC, 0x87], for: range.lowerBound) }
      }
      rewriter.copy(unchanged..<utf8.count)
    }
  }
}
