import Foundation

/// A value of a figure's settings.
protocol JSONScalar {
  var json: String { get }
}

extension Int: JSONScalar {
  var json: String { "\(self)" }
}

extension Double: JSONScalar {
  var json: String { "\(self)" }
}

extension String: JSONScalar {
  /// The strings are ours and plain: names, formulas and sentences without quotes.
  var json: String { "\"\(self)\"" }
}

/// One measured figure, printed as a JSON line: `{"name", "value", "unit", …settings}`.
struct Figure {
  let name: String
  let value: Double
  let unit: String
  let settings: KeyValuePairs<String, any JSONScalar>

  init(_ name: String, _ value: Double, _ unit: String, _ settings: KeyValuePairs<String, any JSONScalar> = [:]) {
    (self.name, self.value, self.unit, self.settings) = (name, value, unit, settings)
  }

  func emit() {
    require(value.isFinite, "\(name) is \(value)")
    var fields = ["\"name\": \(name.json)", "\"value\": \(rounded.json)", "\"unit\": \(unit.json)"]
    for (key, value) in settings { fields.append("\(key.json): \(value.json)") }
    FileHandle.standardOutput.write(Data("{\(fields.joined(separator: ", "))}\n".utf8))
  }

  /// To a millionth, as the peers print it.
  private var rounded: Double { (value * 1e6).rounded() / 1e6 }
}
