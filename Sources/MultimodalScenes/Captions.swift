import SeededDraws

/// The sentences beside the pictures.
enum Captions {
  /// Says of a scene what is true of every scene.
  static func scene(random: inout SplitMix64) -> String {
    random.pick([
      "A drawing of three shapes.", "Three shapes on a pale sheet.", "Here are some coloured shapes.",
      "Somebody has drawn three things.", "A card with a few shapes.", "Three pieces lie on the table.",
    ])
  }

  /// Says where the thing of the hypothesis' picture lies in the scene.
  static func statement(_ relation: Relation, _ object: Thing, random: inout SplitMix64) -> String {
    let phrase = random.pick(phrases(of: relation))
    let name = "the \(object.name)"
    return random.pick([
      "It is \(phrase) \(name).", "This one lies \(phrase) \(name).", "The shape is \(phrase) \(name).",
      "You find it \(phrase) \(name).", "\(name.capitalizedFirst) has it \(side(of: relation)).",
    ])
  }

  private static func phrases(of relation: Relation) -> [String] {
    switch relation {
    case .left: ["to the left of", "left of"]
    case .right: ["to the right of", "right of"]
    case .above: ["above", "further up than"]
    case .below: ["below", "further down than"]
    }
  }

  private static func side(of relation: Relation) -> String {
    switch relation {
    case .left: "on its left"
    case .right: "on its right"
    case .above: "above it"
    case .below: "below it"
    }
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
