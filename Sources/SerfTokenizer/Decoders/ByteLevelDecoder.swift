/// Turns characters of the byte alphabet back into bytes. What is not UTF-8 then becomes U+FFFD.
public struct ByteLevelDecoder: TokenDecoder, Hashable {
  /// Only read and written.
  let settings: ByteLevel

  public init() { settings = ByteLevel() }

  init(settings: ByteLevel) { self.settings = settings }

  public func decode(_ tokens: inout TokenBytes) {
    var bytes: [UInt8] = []
    let whole = tokens.utf8
    for index in 0..<tokens.count {
      let range = tokens.range(of: index)
      bytes += ByteAlphabet.bytes(of: whole.span.extracting(range)) ?? Array(whole[range])
    }
    tokens = TokenBytes()
    tokens.append(String(decoding: bytes, as: UTF8.self).utf8)
  }
}
