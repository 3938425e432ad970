import SeededDraws

/// The bundled corpus of pairs of captioned pictures: what its program writes.
package struct MultimodalCorpus: Sendable {
  /// A line of a file.
  package struct Row: Hashable, Sendable {
    package let premise: String
    package let hypothesis: String
    package let label: Label
    /// File names in the folder of pictures.
    package let premiseImage: String
    package let hypothesisImage: String
  }

  /// A file of pictures.
  package struct Image: Sendable {
    package let name: String
    package let png: [UInt8]
  }

  package private(set) var train: [Row] = []
  package private(set) var dev: [Row] = []
  /// Combinations of colour, shape and relation that training has, then those that it has not.
  package var test: [Row] { seen + unseen }
  package private(set) var unseen: [Row] = []
  package private(set) var images: [Image] = []
  private var seen: [Row] = []

  private var random: SplitMix64
  private var groupCount = 0

  package init(seed: UInt64 = 20_261_128) {
    random = SplitMix64(seed: seed)
    train = rows(10_800) { $0.allSatisfy { !HeldOut.contains($0.object, $0.relation) } }
    dev = rows(450) { $0.allSatisfy { !HeldOut.contains($0.object, $0.relation) } }
    seen = rows(450) { $0.allSatisfy { !HeldOut.contains($0.object, $0.relation) } }
    unseen = rows(450) { $0.allSatisfy { HeldOut.contains($0.object, $0.relation) } }
  }
}

// MARK: - Rows
extension MultimodalCorpus {
  /// - Parameter isFit: whether the part may have three statements.
  private mutating func rows(_ count: Int, isFit: ([SceneGroup.Statement]) -> Bool) -> [Row] {
    var rows: [Row] = []
    while rows.count < count { rows += self.rows(of: SceneGroup(random: &random, isFit: isFit)) }
    return rows
  }

  private mutating func rows(of group: SceneGroup) -> [Row] {
    groupCount += 1
    let scenes = group.scenes.enumerated().map { number, scene in
      let name = "\(groupCount)\(["a", "b", "c"][number]).png"
      addPicture(of: scene, name: "scenes/\(name)")
      addPicture(of: scene.filter { $0.key == group.subject }, name: "shapes/\(name)")
      return (things: scene, name: name)
    }
    let rows = group.statements.flatMap { statements in
      let caption = Captions.scene(random: &random)
      return statements.flatMap { statement in
        let text = Captions.statement(statement.relation, statement.object, random: &random)
        return scenes.map { scene in
          Row(
            premise: caption, hypothesis: text, label: Label(statement, of: group.subject, in: scene.things),
            premiseImage: "scenes/\(scene.name)", hypothesisImage: "shapes/\(scene.name)")
        }
      }
    }
    return random.shuffled(rows)
  }

  private mutating func addPicture(of scene: [Thing: Place], name: String) {
    var drawing = Drawing(random: &random)
    for thing in Thing.all {
      if let place = scene[thing] { drawing.draw(thing, at: place) }
    }
    images.append(Image(name: name, png: drawing.png))
  }
}

// MARK: - Files
extension MultimodalCorpus {
  /// The files of the corpus but for the pictures.
  package var tables: [(name: String, text: String)] {
    [("train", train), ("dev", dev), ("test", test), ("unseen", unseen)].map { name, rows in
      ("\(name).tsv", Self.text(of: rows))
    }
  }

  private static func text(of rows: [Row]) -> String {
    let header = "premise\thypothesis\tpremise_image\thypothesis_image\tlabel\n"
    return rows.reduce(into: header) { text, row in
      let fields = [row.premise, row.hypothesis, row.premiseImage, row.hypothesisImage, row.label.rawValue]
      text += fields.joined(separator: "\t") + "\n"
    }
  }
}
