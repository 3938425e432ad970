internal import SerfCharts

/// Numbers as people read them. The process never sets a locale, so that a point is a point everywhere.
enum NumberText {
  /// As `%.3f`: so many digits after the point.
  static func fixed(_ value: Double, decimals: Int) -> String {
    DecimalText.fixed(value, decimals: decimals)
  }

  /// As `%.4g`: so many digits that count, and no zeros at the end.
  static func significant(_ value: Double, digits: Int) -> String {
    DecimalText.significant(value, digits: digits)
  }

  /// A share as per cent with one digit: 0.8412 is `84.1 %`.
  static func percent(_ share: Double) -> String { fixed(share * 100, decimals: 1) + " %" }

  /// A count with a comma after each thousand.
  static func grouped(_ count: Int) -> String {
    var result = ""
    let digits = String(count.magnitude)
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return count < 0 ? "-" + result : result
  }

  /// A span of time: `8.4 s`, `3 min 05 s`, `2 h 07 min`.
  static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e12 else { return "?" }
    if seconds < 59.95 { return fixed(seconds, decimals: 1) + " s" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole / 60 % 60)) min"
  }

  /// A count of bytes: `812 MB`, in powers of ten.
  static func bytes(_ count: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"]
    var value = Double(count)
    var unit = 0
    while value >= 999.5, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    return (unit == 0 ? String(count) : significant(value, digits: 3)) + " " + units[unit]
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
