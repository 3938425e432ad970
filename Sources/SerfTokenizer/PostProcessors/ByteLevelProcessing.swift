/// The post-processor of byte-level models: puts in nothing, but may leave blanks out of offsets.
public struct ByteLevelProcessing: PostProcessor, Hashable {
  public let trimsOffsets: Bool
  public let addsPrefixSpace: Bool
  /// Only read and written.
  let cuts: Bool

  public init(trimsOffsets: Bool = true, addsPrefixSpace: Bool = true) {
    self.init(trimsOffsets: trimsOffsets, addsPrefixSpace: addsPrefixSpace, cuts: true)
  }

  init(trimsOffsets: Bool, addsPrefixSpace: Bool, cuts: Bool) {
    self.trimsOffsets = trimsOffsets
    self.addsPrefixSpace = addsPrefixSpace
    self.cuts = cuts
  }

  public var insertedIDs: [Int32] { [] }

  public func insertedCount(isPair: Bool) -> Int { 0 }

  public var offsetTrimming: OffsetTrimming? {
    trimsOffsets ? OffsetTrimming(addsPrefixSpace: addsPrefixSpace) : nil
  }

  public func process(_ first: Encoding, _ second: Encoding?, addSpecialTokens: Bool) -> Encoding {
    PlainSequence().process(first, second, addSpecialTokens: addSpecialTokens)
  }
}
