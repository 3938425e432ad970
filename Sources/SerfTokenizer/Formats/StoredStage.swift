/// A stage that tokenizer.json has a form for: an object with the stage's `type` and its settings.
protocol StoredStage: Sendable {
  /// What the file calls it.
  var typeName: String { get }

  /// Whether it is ours alone, so that Hugging Face's library refuses a file with it.
  var isForeign: Bool { get }

  /// The stages that it is a sequence of.
  var stages: [Any] { get }

  /// Writes the members that follow `type`.
  func writeSettings(to json: inout JSONWriter) throws(TokenizerError)
}

extension StoredStage {
  var isForeign: Bool { false }

  var stages: [Any] { [] }

  func writeSettings(to json: inout JSONWriter) throws(TokenizerError) {}
}

/// The stages of one kind that can be read, by their names in the file.
struct StageRegistry<Stage> {
  typealias Reader = @Sendable (JSONElement) throws(TokenizerError) -> Stage

  let readers: [(name: String, read: Reader)]

  /// Reads the stage that an object describes.
  /// - Parameter usual: the name that is meant where a file gives none.
  func read(_ element: JSONElement, usual: String? = nil) throws(TokenizerError) -> Stage {
    if let usual, try element.optional("type") == nil, let reader = readers.first(where: { $0.name == usual }) {
      return try reader.read(element)
    }
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
