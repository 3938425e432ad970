/// What an experiment is: read from YAML, checked by name and type, not yet spread out into cells.
public struct ExperimentSpecification: Hashable, Sendable {
  /// The name in the store.
  public var name: String
  public var title: String
  /// Why it is made, in a sentence or two; empty where nothing is said.
  public var about: String
  /// The task's name.
  public var task: String
  /// Settings that all cells share.
  public var base: [NamedValue]
  /// What varies; cells are all combinations, in order, the last axis fastest.
  public var axes: [ExperimentAxis]
  /// Cells that are listed one by one, in place of combinations.
  public var listed: [[NamedValue]]
  public var seeds: [Int]
  public var tuning: TuningSpecification?
  /// The figure that the test looks at.
  public var metric: String
  /// `dev` or `test`.
  public var part: String
  /// What the others are compared with: values of one or more axes; empty where nothing is compared.
  public var baseline: [NamedValue]
  public var test: DeclaredTest
  public var hypotheses: [Hypothesis]
  /// The text that it was read from.
  public var text: String
  /// Where it was read from, as messages name it.
  public var file: String
  /// Where `name=value` stands in the text.
  var places: [String: SpecificationNode.Place]
  /// Where its first words stand, as `seeds`.
  var keys: [String: SpecificationNode.Place]

  /// The place of the first of some words that it has.
  func place(of words: String...) -> SpecificationNode.Place? { words.lazy.compactMap { keys[$0] }.first }

  /// The names of what varies.
  var variedNames: [String] {
    var names = axes.map(\.name)
    for name in listed.joined().map(\.name) where !names.contains(name) { names.append(name) }
    return names
  }
}
