/// Several post-processors: each may leave blanks out of offsets, and one of them puts the texts together.
public struct PostProcessorSequence: PostProcessor {
  public let processors: [any PostProcessor]

  public init(_ processors: [any PostProcessor]) { self.processors = processors }

  /// The one that puts tokens in; without one the last.
  private var assembler: (any PostProcessor)? {
    processors.last { !$0.insertedIDs.isEmpty } ?? processors.last { $0 is TemplateProcessing } ?? processors.last
  }

  public var insertedIDs: [Int32] { processors.flatMap(\.insertedIDs) }

  public func insertedCount(isPair: Bool) -> Int { assembler?.insertedCount(isPair: isPair) ?? 0 }

  public var offsetTrimming: OffsetTrimming? { processors.lazy.compactMap(\.offsetTrimming).first }

  public func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    if let assembler { return assembler.process(first, second, addSpecialTokens: addSpecialTokens) }
    var encoding = first
    if let second { encoding.append(second, as: .second, typeID: 1) }
    return encoding
  }
}
