/// SentencePiece's own normalisation: the longest entry of its map at each place, blanks put in order, and written as ▁.
///
/// It is what a .model file asks for. (Hugging Face's ``Precompiled`` looks at graphemes and takes the shortest entry.)
public struct SentencePieceNormalizer: Normalizer {
  /// What is done with blanks.
  public struct Settings: Hashable, Sendable {
    /// Whether a blank is put before the text.
    public var addsPrefix = true
    /// Whether blanks at the ends, and all but one of several, are taken out.
    public var removesExtraBlanks = true
    /// Whether blanks become ▁.
    public var marksBlanks = true

    public init() {}
  }

  public let settings: Settings
  let charsmap: Charsmap?
  let charsmapBytes: [UInt8]
  /// Pieces that stand as they are, whatever the map says.
  let kept: [[UInt8]]
  private let keptTrie: TokenTrie?

  init(settings: Settings, charsmap bytes: [UInt8], kept: [[UInt8]]) throws(TokenizerError) {
    self.settings = settings
    charsmapBytes = bytes
    if bytes.isEmpty {
      charsmap = nil
    } else {
      guard let charsmap = Charsmap(bytes) else {
        throw .badSetting(
          "precompiled_charsmap", found: "\(bytes.count) bytes", expected: "SentencePiece's map, or nothing")
      }
      self.charsmap = charsmap
    }
    self.kept = kept
    keptTrie =
      kept.isEmpty ? nil : TokenTrie(of: Vocabulary(entries: kept.enumerated().map { (Int32($0.offset), $0.element) }))
  }

  static let mark: [UInt8] = Array("▁".utf8)
  static let markPoint: UInt32 = 0x2581

  public func normalize(_ text: inout NormalizedText) {
    text.rewrite { utf8, rewriter in
      var position = 0
      let blank = UInt8(ascii: " ")
      while settings.removesExtraBlanks, position < utf8.count {
        let (replacement, end) = normalized(utf8, at: position)
        guard replacement.elementsEqual(CollectionOfOne(blank)) else { break }
        position = end
      }
      guard position < utf8.count else { return }
      if settings.addsPrefix { put(blank, for: position, to: &rewriter) }
      var afterBlank = settings.removesExtraBlanks
      // Blanks wait until something follows them, since those at the end are left out.
      var waiting: Int?
      while position < utf8.count {
        let (replacement, end) = normalized(utf8, at: position)
        var characters = replacement
        while afterBlank, characters.first == blank { characters = characters.dropFirst() }
        for byte in characters {
          if byte == blank, settings.removesExtraBlanks {
            if let before = waiting { put(blank, for: before, to: &rewriter) }
            waiting = position
          } else {
            if let before = waiting { put(blank, for: before, to: &rewriter) }
            waiting = nil
            put(byte, for: position, to: &rewriter)
          }
        }
        if let last = characters.last { afterBlank = last == blank }
        if !settings.removesExtraBlanks { afterBlank = false }
        position = end
      }
    }
  }

  private func put(_ byte: UInt8, for position: Int, to rewriter: inout TextRewriter) {
    if byte == UInt8(ascii: " "), settings.marksBlanks {
      rewriter.put(Self.mark, for: position)
    } else {
      rewriter.put(byte, for: position)
    }
  }

  /// What takes the place of the text at a position, and where it goes on.
  private func normalized(_ utf8: Span<UInt8>, at position: Int) -> (ArraySlice<UInt8>, Int) {
    if let end = keptTrie?.longestMatch(utf8, at: position) { return (utf8.bytes(of: position..<end)[...], end) }
    if let (replacement, end) = charsmap?.longestReplacement(of: utf8, at: position) { return (replacement, end) }
    let end = position + UTF8Layout.length(startingWith: utf8[position])
    return (utf8.bytes(of: position..<end)[...], end)
  }
}

extension SentencePieceNormalizer: StoredStage {
  var typeName: String { "SentencePiece" }

  var isForeign: Bool { true }

  init(_ json: JSONElement) throws(TokenizerError) {
    var settings = Settings()
    settings.addsPrefix = try json.bool("add_dummy_prefix", default: true)
    settings.removesExtraBlanks = try json.bool("remove_extra_whitespaces", default: true)
    settings.marksBlanks = try json.bool("escape_whitespaces", default: true)
    let base64 = try json.text("precompiled_charsmap", default: "")
    var kept: [[UInt8]] = []
    for element in try json.optional("user_defined_symbols")?.elements() ?? [] { kept.append(try element.string()) }
    self = try json.locating { () throws(TokenizerError) in
      guard let bytes = Base64.decoded(Array(base64.utf8)) else {
        throw .badSetting("precompiled_charsmap", found: "\(base64.utf8.count) characters", expected: "base64")
      }
      return try SentencePieceNormalizer(settings: settings, charsmap: bytes, kept: kept)
    }
  }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {
    json.key("precompiled_charsmap")
    json.string(Base64.encoded(charsmapBytes))
    json.member("add_dummy_prefix", settings.addsPrefix)
    json.member("remove_extra_whitespaces", settings.removesExtraBlanks)
    json.member("escape_whitespaces", settings.marksBlanks)
    json.key("user_defined_symbols")
    try json.array { json in
      for symbol in kept { json.string(symbol) }
    }
  }
}
