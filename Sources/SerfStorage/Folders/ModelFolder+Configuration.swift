import FoundationEssentials

extension ModelFolder {
  /// Decodes `config.json`.
  /// - Throws: ``StorageError`` with the code `.corruptData` or `.newerFormat`.
  public func configuration<Value: Decodable>(as type: Value.Type) throws(StorageError) -> Value {
    let bytes = try configurationBytes()
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw .brokenConfiguration(path(of: .configuration), detail: Self.explain(error))
    }
  }

  private static func explain(_ error: any Error) -> String {
    func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
    switch error {
    case DecodingError.keyNotFound(let key, let context): return "it lacks \"\(name(context.codingPath + [key]))\""
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return "\"\(name(context.codingPath))\": \(context.debugDescription)"
    default: return "\(error)"
    }
  }

  /// `value` as the bytes of a `config.json`: its own members and `"format"`, sorted, one a line.
  static func encodedConfiguration(_ value: some Encodable) throws(StorageError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(Formatted(value: value))) + [0x0A]
    } catch {
      throw .brokenConfiguration(Part.configuration.rawValue, detail: explain(error))
    }
  }
}

/// A value with `"format"` among its own members. The value must encode itself as an object.
private struct Formatted<Value: Encodable>: Encodable {
  let value: Value

  private enum CodingKeys: String, CodingKey { case format }

  func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(ModelFolder.format, forKey: .format)
  }
}
