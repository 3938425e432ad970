import SeededDraws

/// Three scenes with a subject that lies in all of them, and of three objects each in two, so that every statement about
/// the subject and an object is once true, once false, and once of a thing that is not there.
///
/// So of the nine pairs of scenes and statements every text stands beside each label once, and every picture too: neither
/// texts nor pictures alone say anything of the label.
struct SceneGroup {
  static let sceneCount = 3

  let subject: Thing
  /// What lies where, a scene each.
  let scenes: [[Thing: Place]]
  /// Three statements, then three that say the opposite.
  let statements: [[Statement]]

  struct Statement {
    let relation: Relation
    let object: Thing
  }

  /// Draws groups until one fits.
  /// - Parameter isFit: whether a part may have the statements.
  init(random: inout SplitMix64, isFit: ([Statement]) -> Bool) {
    while true {
      let things = random.shuffled(Thing.all)
      let (subject, objects) = (things[0], Array(things[1...3]))
      let scenes = (0..<Self.sceneCount).map { scene in
        let present = [subject] + objects.indices.filter { $0 != scene }.map { objects[$0] }
        return Dictionary(uniqueKeysWithValues: zip(present, random.shuffled(Place.all)))
      }
      let statements = [1, 2].compactMap { step -> [Statement]? in
        let all = Self.statements(of: subject, objects, scenes, step: step, random: &random)
        return all.flatMap { isFit($0) ? $0 : nil }
      }
      guard !statements.isEmpty else { continue }
      (self.subject, self.scenes, self.statements) = (subject, scenes, statements)
      return
    }
  }

  /// A statement for each object, true in the scene `step` after the one that lacks the object, and false in the other:
  /// there the subject lies at the opposite border. Nil where an object is not on opposite sides.
  private static func statements(
    of subject: Thing, _ objects: [Thing], _ scenes: [[Thing: Place]], step: Int, random: inout SplitMix64
  ) -> [Statement]? {
    var statements: [Statement] = []
    for (index, object) in objects.enumerated() {
      let (yes, no) = (scenes[(index + step) % sceneCount], scenes[(index + 2 * step) % sceneCount])
      let fitting = Relation.allCases.filter { relation in
        relation.holds(subject, from: object, in: yes) && relation.opposite.holds(subject, from: object, in: no)
          && yes[subject].map(relation.isAtBorder) == true && no[subject].map(relation.opposite.isAtBorder) == true
      }
      guard !fitting.isEmpty else { return nil }
      statements.append(Statement(relation: random.pick(fitting), object: object))
    }
    return statements
  }
}

extension Relation {
  /// Whether it holds in a scene; false where one of the things is not there.
  func holds(_ one: Thing, from other: Thing, in scene: [Thing: Place]) -> Bool {
    guard let place = scene[one], let origin = scene[other] else { return false }
    return holds(place, from: origin)
  }
}

/// What a scene and its caption say of a statement.
package enum Label: String, CaseIterable, Sendable {
  case implies = "Implies"
  case contradictory = "Contradictory"
  case noEntailment = "NoEntailment"

  init(_ statement: SceneGroup.Statement, of subject: Thing, in scene: [Thing: Place]) {
    if scene[statement.object] == nil {
      self = .noEntailment
    } else {
      self = statement.relation.holds(subject, from: statement.object, in: scene) ? .implies : .contradictory
    }
  }
}
