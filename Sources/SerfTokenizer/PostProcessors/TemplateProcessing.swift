/// Special tokens by a template, as in `<s> A </s>` for one text and `<s> A </s> B </s>` for two.
public struct TemplateProcessing: PostProcessor, Hashable {
  /// One part of a template.
  public enum Part: Hashable, Sendable {
    /// The tokens of one of the texts.
    case text(Encoding.Source, typeID: Int32)
    /// A special token.
    case special(SpecialToken, typeID: Int32)
  }

  public let single: [Part]
  public let pair: [Part]

  /// - Throws: ``TokenizerError/Code/badSetting`` when a template leaves out or repeats one of its texts.
  public init(single: [Part], pair: [Part]) throws(TokenizerError) {
    try Self.check(single, "single", has: [.first])
    try Self.check(pair, "pair", has: [.first, .second])
    self.single = single
    self.pair = pair
  }

  /// `begin A end`, and `begin A end B end` with type 1 for the second text and its end; either token may be left out.
  public init(beginning: SpecialToken?, end: SpecialToken?) {
    func token(_ token: SpecialToken?, _ typeID: Int32) -> [Part] { token.map { [.special($0, typeID: typeID)] } ?? [] }
    single = token(beginning, 0) + [.text(.first, typeID: 0)] + token(end, 0)
    pair = single + [.text(.second, typeID: 1)] + token(end, 1)
  }

  private static func check(_ parts: [Part], _ name: String, has wanted: [Encoding.Source]) throws(TokenizerError) {
    let texts = parts.compactMap { part -> Encoding.Source? in
      if case .text(let source, _) = part { source } else { nil }
    }
    guard texts.count == wanted.count, Set(texts) == Set(wanted) else {
      throw .badSetting(
        "the template \"\(name)\"", found: "a template with \(texts.count) texts",
        expected: wanted.count == 1 ? "text A once" : "the texts A and B once each")
    }
  }

  public var insertedIDs: [Int32] {
    (single + pair).compactMap { part in
      if case .special(let token, _) = part { token.id } else { nil }
    }
  }

  public func insertedCount(isPair: Bool) -> Int {
    (isPair ? pair : single).count { if case .special = $0 { true } else { false } }
  }

  public func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    var encoding = Encoding()
    for part in second == nil ? single : pair {
      switch part {
      case .special(let token, let typeID):
        if addSpecialTokens { encoding.append(special: token.id, typeID: typeID) }
      case .text(.first, let typeID): encoding.append(first, as: .first, typeID: typeID)
      case .text(.second, let typeID):
        if let second { encoding.append(second, as: .second, typeID: typeID) }
      }
    }
    return encoding
  }
}
