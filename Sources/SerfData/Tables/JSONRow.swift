import SerfStorage

/// A JSON object on a line, as a row.
enum JSONRow {
  static func members(
    of line: [UInt8], lossy: Bool, path: String, line number: Int
  ) throws(DataError) -> [JSONMember] {
    let value: JSONValue
    do {
      value = try JSONParser.parse(line, lossy: lossy)
    } catch {
      throw .notJSON(path, line: number, offset: error.offset, detail: error.message)
    }
    guard case .object(let members) = value else { throw .notAnObject(path, line: number, found: value.kind) }
    return members
  }

  /// A value that can be a label: a string, a number as it is written, a truth value.
  static func text(_ value: JSONValue?) -> String? {
    switch value {
    case .string(let text)?, .number(let text)?: text
    case .bool(let flag)?: flag ? "true" : "false"
    default: nil
    }
  }

  /// - Parameter mayLackLabel: whether a null is a label that nobody gave, "" in the row.
  static func row(
    _ members: [JSONMember], texts: [String], label: String, mayLackLabel: Bool, path: String, line: Int
  ) throws(DataError) -> (texts: [String], label: String) {
    func value(_ name: String) throws(DataError) -> JSONValue {
      guard let member = members.first(where: { $0.name == name }) else {
        throw .missingMember(path, line: line, name: name)
      }
      return member.value
    }
    let contents = try texts.map { (name) throws(DataError) -> String in
      let textValue = try value(name)
      guard case .string(let content) = textValue else {
        throw .wrongMember(path, line: line, name: name, found: textValue.kind, expected: "a string")
      }
      return content
    }
    let labelValue = try value(label)
    if mayLackLabel, case .null = labelValue { return (contents, "") }
    guard let name = self.text(labelValue) else {
      throw .wrongMember(path, line: line, name: label, found: labelValue.kind, expected: "a string or a number")
    }
    return (contents, name)
  }
}
