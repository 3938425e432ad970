/// Turns runs of byte tokens (`<0xC3>`, `<0xA9>`) into the characters that they spell.
///
/// A run that is not UTF-8 becomes one replacement character U+FFFD a byte, as with Hugging Face. An encoded text never
/// has one; a model's output may.
public struct ByteFallback: TokenDecoder, Hashable {
  public init() {}

  public func decode(_ tokens: inout TokenBytes) {
    var decoded = TokenBytes()
    var run: [UInt8] = []
    let whole = tokens.utf8
    let utf8 = whole.span
    for index in 0..<tokens.count {
      let token = utf8.extracting(tokens.range(of: index))
      if let byte = ByteToken.byte(of: token) {
        run.append(byte)
        continue
      }
      Self.flush(&run, to: &decoded)
      decoded.append(whole[tokens.range(of: index)])
    }
    Self.flush(&run, to: &decoded)
    tokens = decoded
  }

  private static func flush(_ run: inout [UInt8], to decoded: inout TokenBytes) {
    guard !run.isEmpty else { return }
    if UTF8Check.firstError(in: run.span) == nil {
      decoded.append(run)
    } else {
      for _ in run { decoded.append("\u{FFFD}".utf8) }
    }
    run.removeAll(keepingCapacity: true)
  }
}
