/// Puts a fixed text before every text that is not empty.
public struct Prepend: Normalizer, Hashable {
  public let prefix: String

  public init(_ prefix: String) { self.prefix = prefix }

  public func normalize(_ text: inout NormalizedText) {
    guard !text.utf8.isEmpty else { return }
    let prefix = Array(prefix.utf8)
    text.rewrite { utf8, rewriter in
      rewriter.put(prefix, for: 0)
      rewriter.copy(0..<utf8.count)
    }
  }
}
