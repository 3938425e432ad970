import CICU

/// One of Unicode's normalisation forms (UAX 15).
public struct UnicodeNormalization: Normalizer {
  /// The forms, named as in tokenizer.json.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// Canonical composition: é is one code point. Never changes what a text looks like.
    case nfc = "NFC"
    /// Canonical decomposition.
    case nfd = "NFD"
    /// Compatibility composition: ﬁ becomes fi, ² becomes 2, full-width letters become plain.
    case nfkc = "NFKC"
    /// Compatibility decomposition.
    case nfkd = "NFKD"
    /// NFKC with case folded and default-ignorable characters taken out.
    case nfkcCasefold = "NFKC_Casefold"

    var code: Int32 {
      switch self {
      case .nfc: Int32(SERF_ICU_NFC)
      case .nfd: Int32(SERF_ICU_NFD)
      case .nfkc: Int32(SERF_ICU_NFKC)
      case .nfkd: Int32(SERF_ICU_NFKD)
      case .nfkcCasefold: Int32(SERF_ICU_NFKC_CASEFOLD)
      }
    }
  }

  public let form: Form
  private let converters = Pool<ICUConverter>()
  private let normalizers = Pool<ICUNormalizer>()

  public init(_ form: Form) { self.form = form }

  public func normalize(_ text: inout NormalizedText) throws(TokenizerError) {
    guard form != .nfkcCasefold else { return try fold(&text) }
    // ASCII is in every form but the folded one.
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return }
    let normalizer = try normalizers.take(orMake: ICUNormalizer.init)
    defer { normalizers.giveBack(normalizer) }
    try normalizer.normalize(&text, form: form.code)
  }

  private func fold(_ text: inout NormalizedText) throws(TokenizerError) {
    let converter = try converters.take(orMake: ICUConverter.init)
    defer { converters.giveBack(converter) }
    guard let changed = try converter.convert(text.utf8.span, .normalize(form: form.code)) else { return }
    text.replace(with: changed.utf8, edits: changed.edits)
  }
}
