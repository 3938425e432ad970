/// All words, read from the tables.
struct Lexicon: Sendable {
  let nouns: [Noun]
  let adjectives: [Adjective]
  let verbs: [Verb]
  private let places: [String: [Phrase]]
  private let nounsByName: [String: [Noun]]

  init() {
    nouns = Self.rows(Self.nounTable).map(Noun.init)
    adjectives = Self.rows(Self.adjectiveTable).map(Adjective.init)
    let tables: [(String, (inout [String]) -> Verb.Frame)] = [
      (Self.transitiveTable, { _ in .transitive }), (Self.ditransitiveTable, { _ in .ditransitive }),
      (Self.dativeTable, { _ in .dative }), (Self.prepositionalTable, Verb.prepositional),
      (Self.intransitiveTable, { _ in .intransitive }), (Self.motionTable, { _ in .motion }),
      (Self.animalTable, { _ in .animal }),
    ]
    verbs = tables.flatMap { table, frame in Self.rows(table).map { Verb(row: $0, frame: frame) } }
    places = Dictionary(uniqueKeysWithValues: Self.placeTable.map { ($0.name, Phrase.list($0.phrases)) })
    nounsByName = Dictionary(
      grouping: nouns.flatMap { noun in ([noun.key] + noun.classes).map { ($0, noun) } }, by: \.0
    )
    .mapValues { $0.map(\.1) }
  }

  private static func rows(_ table: String) -> [String] { table.split(separator: "\n").map(String.init) }
}

// MARK: - Asking
extension Lexicon {
  /// The nouns of a class or name.
  func nouns(_ name: String) -> [Noun] {
    guard let found = nounsByName[name] else { preconditionFailure("no noun and no class of nouns: \(name)") }
    return found
  }

  func nouns(_ names: [String]) -> [Noun] { names.flatMap { nouns($0) } }

  func places(_ names: [String]) -> [Phrase] {
    names.flatMap { name -> [Phrase] in
      guard let found = places[name] else { preconditionFailure("no places: \(name)") }
      return found
    }
  }

  /// The verbs that fit; tables are small enough to be searched at each draw.
  func verbs(where fits: (Verb) -> Bool) -> [Verb] { verbs.filter(fits) }

  /// The size of the lexicon.
  var counts: (nouns: Int, verbs: Int, adjectives: Int) {
    (Set(nouns.map(\.german)).count, Set(verbs.map(\.key)).count, Set(adjectives.map(\.english)).count)
  }
}
