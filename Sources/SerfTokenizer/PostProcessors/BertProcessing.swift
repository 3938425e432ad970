/// BERT's special tokens: `[CLS] A [SEP]`, and `[CLS] A [SEP] B [SEP]` with segment 1 for the second text and its end.
public struct BertProcessing: PostProcessor, Hashable {
  public let classification: SpecialToken
  public let separator: SpecialToken
  private let template: TemplateProcessing

  public init(classification: SpecialToken, separator: SpecialToken) {
    self.classification = classification
    self.separator = separator
    template = TemplateProcessing(beginning: classification, end: separator)
  }

  public var insertedIDs: [Int32] { [classification.id, separator.id] }

  public func insertedCount(isPair: Bool) -> Int { template.insertedCount(isPair: isPair) }

  public func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    template.process(first, second, addSpecialTokens: addSpecialTokens)
  }
}
