/// A stage that tokenizer.json has a form for: an object with the stage's `type` and its settings.
protocol StoredStage: Sendable {
  /// What the file calls it.
  var typeName: String { get }

  /// Writes the members that follow `type`.
  func writeSettings(to json: inout JSONWriter) throws(TokenizerError)
}

extension StoredStage {
  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {}
}

/// The stages of one kind that can be read, by their names in the file.
struct StageRegistry<Stage> {
  typealias Reader = @Sendable (JSONElement) throws(TokenizerError) -> Stage

  let readers: [(name: String, read: Reader)]

  /// Reads the stage that an object describes.
  func read(_ element: JSONElement) throws(TokenizerError) -> Stage {
    let type = try element.required("type")
    let name = try type.string()
    for (known, read) in readers where Array(known.utf8) == name { return try read(element) }
    throw .unknownStage(
      String(decoding: name.prefix(40), as: UTF8.self), at: type.path, known: readers.map(\.name))
  }
}

extension JSONWriter {
  /// Writes a stage, or null for none.
  mutating func stage(_ stage: Any?) throws(TokenizerError) {
    guard let stage else { return null() }
    guard let stored = stage as? any StoredStage else { throw .noFileForm("\(type(of: stage))") }
    try object { json throws(TokenizerError) in
      json.key("type")
      json.string(stored.typeName)
      try stored.writeSettings(to: &json)
    }
  }
}
