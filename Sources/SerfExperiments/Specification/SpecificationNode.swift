internal import SerfSettings
internal import Yams

/// A value of a specification's YAML with its place, so that every refusal says line and column.
struct SpecificationNode {
  let node: Node
  let file: String

  /// - Throws: ``ExperimentError`` with the place that YAML's reader stopped at.
  init(yaml: String, file: String) throws(ExperimentError) {
    do {
      guard let root = try Yams.compose(yaml: yaml) else { throw ExperimentError.emptySpecification(file) }
      self.init(node: root, file: file)
    } catch let error as ExperimentError {
      throw error
    } catch YamlError.duplicatedKeysInMapping(let names, let context) {
      throw .specification(
        file, Place(context.mark), "'\(names.first ?? "a name")' stands here twice; expected each name once")
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw .specification(file, Place(mark), "this is not YAML: \(problem)")
    } catch {
      throw .specification(file, nil, "it can't be read as UTF-8 text")
    }
  }

  private init(node: Node, file: String) { (self.node, self.file) = (node, file) }

  /// Where something stands in a file, both from 1.
  struct Place: Hashable, Sendable {
    let line: Int
    let column: Int

    init(_ mark: Mark) { (line, column) = (mark.line, mark.column) }
  }

  var place: Place? { node.mark.map(Place.init) }

  func error(_ reason: String) -> ExperimentError { .specification(file, place, reason) }

  private func child(_ node: Node) -> SpecificationNode { SpecificationNode(node: node, file: file) }
}

// MARK: - Places
extension SpecificationNode {
  /// Where each `name=value` stands, at any depth; of two the first. Values are spelt as their settings spell them: who
  /// asks knows `0.001`, and the text may say `1e-3`.
  func places(of list: SettingList) -> [String: Place] {
    let settings = Dictionary(list.settings.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var places: [String: Place] = [:]
    collect(settings, into: &places)
    return places
  }

  private func collect(_ settings: [String: any AnySetting], into places: inout [String: Place]) {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        if let name = key.scalar?.string {
          for item in [value] + (value.sequence.map(Array.init) ?? []) {
            guard let text = child(item).spelling(settings[name]), let mark = item.mark else { continue }
            if places["\(name)=\(text)"] == nil { places["\(name)=\(text)"] = Place(mark) }
          }
        }
        child(value).collect(settings, into: &places)
      }
    case .sequence(let sequence):
      for item in sequence { child(item).collect(settings, into: &places) }
    case .scalar, .alias:
      return
    }
  }

  private func spelling(_ setting: (any AnySetting)?) -> String? {
    setting.flatMap { try? scalar(of: $0) }?.text ?? node.scalar?.string
  }
}

// MARK: - Kinds of values
extension SpecificationNode {
  /// A name of a mapping, and what stands under it.
  struct Entry {
    let name: String
    let key: SpecificationNode
    let value: SpecificationNode
  }

  func entries(_ what: String) throws(ExperimentError) -> [Entry] {
    guard case .mapping(let mapping) = node else {
      throw error("\(what) is \(summary); expected lines of 'name: value'")
    }
    var entries: [Entry] = []
    for (key, value) in mapping {
      guard let name = key.scalar?.string else {
        throw child(key).error("expected a name, found \(child(key).summary)")
      }
      entries.append(Entry(name: name, key: child(key), value: child(value)))
    }
    return entries
  }

  /// The entries of a mapping whose names are all known.
  func entries(_ what: String, of names: [String]) throws(ExperimentError) -> [String: Entry] {
    var found: [String: Entry] = [:]
    for entry in try entries(what) {
      guard names.contains(entry.name) else {
        let wayOut =
          NearestName.find(entry.name, among: names).map { "did you mean '\($0)'?" }
          ?? "expected \(names.joined(separator: ", "))"
        throw entry.key.error("\(what) has no '\(entry.name.prefix(60))'; \(wayOut)")
      }
      found[entry.name] = entry
    }
    return found
  }

  func items(_ what: String) throws(ExperimentError) -> [SpecificationNode] {
    guard case .sequence(let sequence) = node else { throw error("\(what) is \(summary); expected a list") }
    guard !sequence.isEmpty else { throw error("\(what) is an empty list; expected one value at least") }
    return sequence.map(child)
  }

  var isList: Bool { if case .sequence = node { true } else { false } }
  var isMapping: Bool { if case .mapping = node { true } else { false } }

  func text(_ what: String) throws(ExperimentError) -> String {
    guard let scalar = node.scalar else { throw error("\(what) is \(summary); expected one value") }
    return scalar.string
  }

  func whole(_ what: String, atLeast lowest: Int) throws(ExperimentError) -> Int {
    let text = try text(what)
    guard let number = Int(text), number >= lowest else {
      throw error("\(what) is '\(text.prefix(60))'; expected a whole number of \(lowest) or more")
    }
    return number
  }

  func number(_ what: String) throws(ExperimentError) -> Double {
    let text = try text(what)
    guard let number = Double(text), number.isFinite else {
      throw error("\(what) is '\(text.prefix(60))'; expected a number")
    }
    return number
  }

  func choice(_ what: String, among names: [String]) throws(ExperimentError) -> String {
    let text = try text(what)
    guard names.contains(text) else { throw noChoice(what, text, among: names) }
    return text
  }

  func noChoice(_ what: String, _ text: String, among names: [String]) -> ExperimentError {
    let wayOut = NearestName.find(text, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return error("\(what) is '\(text.prefix(60))'; expected \(names.joined(separator: " or "))\(wayOut)")
  }

  /// The value of a setting.
  func scalar(of setting: any AnySetting) throws(ExperimentError) -> SettingScalar {
    do throws(SettingError) {
      switch node {
      case .scalar(let scalar):
        if scalar.style == .plain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
          return try setting.checked(.absent)
        }
        return try setting.scalar(reading: scalar.string)
      case .sequence(let sequence):
        return try setting.checked(.texts(sequence.compactMap { $0.scalar?.string }))
      case .mapping, .alias:
        break
      }
    } catch { throw self.error(error.reason) }
    throw error("\(setting.name) is \(summary); expected \(setting.expectation)")
  }

  private var summary: String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string.prefix(60))'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }
}
