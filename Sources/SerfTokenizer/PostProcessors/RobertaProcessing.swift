/// RoBERTa's special tokens: `<s> A </s>`, and `<s> A </s></s> B </s>`, all of segment 0.
public struct RobertaProcessing: PostProcessor, Hashable {
  public let classification: SpecialToken
  public let separator: SpecialToken
  public let trimsOffsets: Bool
  public let addsPrefixSpace: Bool

  public init(
    classification: SpecialToken, separator: SpecialToken, trimsOffsets: Bool = true, addsPrefixSpace: Bool = true
  ) {
    self.classification = classification
    self.separator = separator
    self.trimsOffsets = trimsOffsets
    self.addsPrefixSpace = addsPrefixSpace
  }

  public var insertedIDs: [Int32] { [classification.id, separator.id] }

  public func insertedCount(isPair: Bool) -> Int { isPair ? 4 : 2 }

  public var offsetTrimming: OffsetTrimming? {
    trimsOffsets ? OffsetTrimming(addsPrefixSpace: addsPrefixSpace) : nil
  }

  public func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    var encoding = Encoding()
    if addSpecialTokens { encoding.append(special: classification.id) }
    encoding.append(first, as: .first)
    if addSpecialTokens { encoding.append(special: separator.id) }
    guard let second else { return encoding }
    if addSpecialTokens { encoding.append(special: separator.id) }
    encoding.append(second, as: .second)
    if addSpecialTokens { encoding.append(special: separator.id) }
    return encoding
  }
}
