internal import Glibc

/// Decimal numbers as text. The process never sets a locale, so that a point is a point everywhere.
package enum DecimalText {
  /// As `%.3f`: so many digits after the point.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    format("%.*f", Int32(clamping: decimals), value)
  }

  /// As `%.4g`: so many digits that count, and no zeros at the end.
  package static func significant(_ value: Double, digits: Int) -> String {
    format("%.*g", Int32(clamping: digits), value)
  }

  private static func format(_ pattern: String, _ digits: Int32, _ value: Double) -> String {
    // The longest double, -1.8e308 with decimals, has some 330 characters.
    var buffer = [CChar](repeating: 0, count: 512)
    let count = buffer.count
    let written = unsafe withVaList([digits, value]) { arguments in
      unsafe vsnprintf(&buffer, count, pattern, arguments)
    }
    return String(decoding: buffer.prefix(max(0, min(Int(written), count - 1))).map(UInt8.init), as: UTF8.self)
  }
}
