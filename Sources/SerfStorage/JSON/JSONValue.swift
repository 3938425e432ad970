/// A JSON text as a tree, with what Foundation's decoder loses: the order of members, repeated names, and numbers as
/// they are written.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number's own characters.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// A name and its value in a JSON object.
package struct JSONMember: Hashable, Sendable {
  package let name: String
  package let value: JSONValue
}

extension JSONValue {
  /// The first member of that name, compared by bytes: Swift holds two spellings of é equal, JSON does not.
  package func member(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
  }

  /// A number without fraction or exponent that fits.
  package var integer: Int? {
    guard case .number(let text) = self else { return nil }
    return Int(text)
  }

  /// What kind of value it is, for messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }

  /// `text` as a JSON string, quotation marks included.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Where and why a text is not JSON.
package struct JSONSyntaxError: Error, Hashable, Sendable {
  /// Bytes before the fault.
  package let offset: Int
  package let message: String
}
