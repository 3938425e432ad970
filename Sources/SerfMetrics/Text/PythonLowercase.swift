/// Small letters as Python's `str.lower()` makes them: full mappings of Unicode, and the final sigma.
package enum PythonLowercase {
  package static func lowercased(_ text: String) -> String {
    String(decoding: lowercased(Array(text.utf8).span), as: UTF8.self)
  }

  static func lowercased(_ bytes: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        result.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
        index += 1
      } else {
        let next = bytes.scalar(at: index)
        append(next.value, at: index, of: bytes, to: &result)
        index += next.length
      }
    }
    return result
  }

  private static let capitalSigma: UInt32 = 0x3A3
  private static let smallSigma: [UInt8] = [0xCF, 0x83]
  private static let finalSigma: [UInt8] = [0xCF, 0x82]

  private static func append(_ value: UInt32, at index: Int, of bytes: Span<UInt8>, to result: inout [UInt8]) {
    if value == capitalSigma {
      result.append(contentsOf: isFinal(at: index, of: bytes) ? finalSigma : smallSigma)
    } else if let scalar = Unicode.Scalar(value) {
      result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// Whether a sigma ends its word: a cased letter before it, none after it, looking past what has no case of its own.
  private static func isFinal(at index: Int, of bytes: Span<UInt8>) -> Bool {
    var before = index
    var followsCased = false
    while before > 0 {
      before -= 1
      while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
      guard let properties = Unicode.Scalar(bytes.scalar(at: before).value)?.properties else { break }
      if properties.isCaseIgnorable { continue }
      followsCased = properties.isCased
      break
    }
    guard followsCased else { return false }
    var after = index + 2
    while after < bytes.count {
      let next = bytes.scalar(at: after)
      guard let properties = Unicode.Scalar(next.value)?.properties else { return true }
      if !properties.isCaseIgnorable { return !properties.isCased }
      after += next.length
    }
    return true
  }
}
