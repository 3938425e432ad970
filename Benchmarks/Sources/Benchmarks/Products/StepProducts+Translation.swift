/// The products of translation's step at a peer's size.
extension StepProducts {
  /// - Parameters:
  ///   - sources: lengths of the batch's sources with their ends. Unit: tokens.
  ///   - targets: of its targets, likewise.
  init(_ size: TranslationSizes.Size, sources: [Int], targets: [Int]) {
    self.init()
    let (rows, targetRows) = (sources.reduce(0, +), targets.reduce(0, +))
    for _ in 0..<size.layers {
      addSelfAttention(lengths: sources, width: size.width, heads: size.heads)
      addFeedForward(rows: rows, size)
    }
    for _ in 0..<size.layers {
      addSelfAttention(lengths: targets, width: size.width, heads: size.heads)
      addCrossAttention(queries: targets, keys: sources, width: size.width, heads: size.heads)
      addFeedForward(rows: targetRows, size)
    }
    addLinear(rows: targetRows, from: size.width, to: TranslationSizes.vocabularySize)
  }

  private mutating func addFeedForward(rows: Int, _ size: TranslationSizes.Size) {
    addLinear(rows: rows, from: size.width, to: size.innerWidth)
    addLinear(rows: rows, from: size.innerWidth, to: size.width)
  }
}
