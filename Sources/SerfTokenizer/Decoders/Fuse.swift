/// Puts all tokens end to end.
public struct Fuse: TokenDecoder, Hashable {
  public init() {}

  public func decode(_ tokens: inout TokenBytes) {
    guard tokens.count > 1 else { return }
    var fused = TokenBytes()
    fused.append(tokens.utf8)
    tokens = fused
  }
}
