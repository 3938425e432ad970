/// A coloured shape: what lies in a scene and what sentences speak of.
package struct Thing: Hashable, Sendable {
  package enum Shape: String, CaseIterable, Sendable {
    case circle, square, triangle, cross
  }

  package enum Colour: String, CaseIterable, Sendable {
    case red, green, blue, yellow

    /// Red, green and blue.
    var rgb: [UInt8] {
      switch self {
      case .red: [208, 32, 40]
      case .green: [36, 148, 64]
      case .blue: [36, 84, 204]
      case .yellow: [232, 196, 24]
      }
    }
  }

  package let colour: Colour
  package let shape: Shape

  package init(_ colour: Colour, _ shape: Shape) { (self.colour, self.shape) = (colour, shape) }

  package static let all = Colour.allCases.flatMap { colour in Shape.allCases.map { Thing(colour, $0) } }

  /// "red circle".
  package var name: String { "\(colour.rawValue) \(shape.rawValue)" }

  /// "a red circle".
  var withArticle: String { "a \(name)" }
}

/// Where one thing lies from another.
package enum Relation: Int, CaseIterable, Sendable {
  case left, right, above, below

  var opposite: Relation {
    switch self {
    case .left: .right
    case .right: .left
    case .above: .below
    case .below: .above
    }
  }

  /// Whether a place is at the border that the relation points to.
  func isAtBorder(_ place: Place) -> Bool {
    switch self {
    case .left: place.column == 0
    case .right: place.column == Place.side - 1
    case .above: place.row == 0
    case .below: place.row == Place.side - 1
    }
  }

  /// Whether a thing at one place lies so from another.
  package func holds(_ one: Place, from other: Place) -> Bool {
    switch self {
    case .left: one.column < other.column
    case .right: one.column > other.column
    case .above: one.row < other.row
    case .below: one.row > other.row
    }
  }
}

/// A cell of a scene's grid of 3 × 3.
package struct Place: Hashable, Sendable {
  package static let side = 3

  package let column: Int
  package let row: Int

  static let all = (0..<side).flatMap { row in (0..<side).map { Place(column: $0, row: row) } }
}

/// The combinations of colour, shape and relation that no training scene and no development scene says anything about: 12
/// of 64. Every colour, shape and relation is in others.
package enum HeldOut {
  package static func contains(_ thing: Thing, _ relation: Relation) -> Bool { Self.relation(of: thing) == relation }

  /// The relation that a thing is never said to be the other side of; a quarter of the things have none.
  static func relation(of thing: Thing) -> Relation? {
    let colour = Thing.Colour.allCases.firstIndex(of: thing.colour) ?? 0
    let shape = Thing.Shape.allCases.firstIndex(of: thing.shape) ?? 0
    return colour == shape ? nil : Relation(rawValue: (2 * colour + shape) % 4)
  }
}
