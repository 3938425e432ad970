/// What is looked for in a text: fixed characters, or a regular expression.
public struct TextPattern: Sendable {
  /// How it is written in a file.
  enum Source: Hashable, Sendable {
    case literal(String)
    case regex(String)
  }

  let source: Source
  private let literal: [UInt8]
  private let expression: String
  private let expressions = Pool<ICURegex>()
  /// The scanner that does the same, for the patterns of well-known models.
  let scanner: WordScanner?

  /// Characters that stand for themselves.
  public init(literal: String) {
    source = .literal(literal)
    self.literal = Array(literal.utf8)
    expression = ""
    scanner = nil
  }

  /// A regular expression in the syntax of Oniguruma, as tokenizer.json has them.
  /// - Throws: ``TokenizerError/Code/unsupported`` when ICU refuses it, with the reason.
  public init(regex: String) throws(TokenizerError) {
    source = .regex(regex)
    literal = []
    expression = RegexTranslation.icu(regex)
    scanner = WordScanner(pattern: regex)
    expressions.giveBack(try ICURegex(expression))
  }

  /// The matches in a text, in order and apart.
  func matches(in utf8: Span<UInt8>) throws(TokenizerError) -> [Range<Int>] {
    var found: [Range<Int>] = []
    try forEachMatch(in: utf8, 0..<utf8.count) { found.append($0) }
    return found
  }

  /// Calls `body` with each match in a piece of a text; to the pattern the piece is all there is.
  func forEachMatch(
    in utf8: Span<UInt8>, _ piece: Range<Int>, _ body: (Range<Int>) -> Void
  ) throws(TokenizerError) {
    if case .literal = source { return forEachLiteral(in: utf8, piece, body) }
    let expression = try expressions.take { () throws(TokenizerError) in try ICURegex(self.expression) }
    defer { expressions.giveBack(expression) }
    try expression.forEachMatch(in: utf8.extracting(piece)) { match in
      body(match.lowerBound + piece.lowerBound..<match.upperBound + piece.lowerBound)
    }
  }

  private func forEachLiteral(in utf8: Span<UInt8>, _ piece: Range<Int>, _ body: (Range<Int>) -> Void) {
    guard let first = literal.first else { return }
    let count = literal.count
    var position = piece.lowerBound
    while position + count <= piece.upperBound {
      var matched = utf8[position] == first ? 1 : 0
      while matched > 0, matched < count, utf8[position + matched] == literal[matched] { matched += 1 }
      if matched == count {
        body(position..<position + count)
        position += count
      } else {
        position += 1
      }
    }
  }
}

extension TextPattern: Hashable {
  public static func == (a: TextPattern, b: TextPattern) -> Bool { a.source == b.source }
  public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

/// Oniguruma's syntax (Ruby's) to ICU's, where the two differ in what tokenizers use.
enum RegexTranslation {
  /// What is a character in Oniguruma's sets, and may be more in ICU's.
  private static let literalInSet: Set<Unicode.Scalar> = [
    "{", "}", "&", "$", "^", "#", "|", "(", ")", "*", "+", "?", ".",
  ]

  static func icu(_ pattern: String) -> String {
    var result = ""
    var depth = 0
    var scalars = Array(pattern.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\\":
        guard let letter = scalars.popFirst() else {
          result += "\\"
          break
        }
        result += escape(letter, inSet: depth > 0)
        // The braces of `\p{L}` and `\x{41}` are part of the escape.
        if "pPxuN".unicodeScalars.contains(letter), scalars.first == "{" {
          let end = scalars.firstIndex(of: "}") ?? scalars.endIndex - 1
          result.unicodeScalars.append(contentsOf: scalars[...end])
          scalars = scalars[(end + 1)...]
        }
      case "[":
        if depth > 0, scalars.first == ":" {
          result += "["
          depth += 1
          break
        }
        depth += 1
        result += "["
        if scalars.first == "^" {
          scalars.removeFirst()
          result += "^"
        }
        // Directly behind the opening bracket a closing one is a character.
        if scalars.first == "]" {
          scalars.removeFirst()
          result += "\\]"
        }
      case "]" where depth > 0:
        depth -= 1
        result += "]"
      case "&" where depth > 0 && scalars.first == "&":
        scalars.removeFirst()
        result += "&&"
      case _ where depth > 0 && literalInSet.contains(scalar): result += "\\" + String(scalar)
      case "-" where depth > 0 && scalars.first == "-":
        result += "\\-"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What stands for `\x`. White space is Unicode's, which ICU's own `\s` is not in every version; `\h` is a
  /// hexadecimal digit; `\w` has the digits and fractions that Oniguruma counts in.
  private static func escape(_ letter: Unicode.Scalar, inSet: Bool) -> String {
    let set: String
    switch letter {
    case "s": return "\\p{White_Space}"
    case "S": return "\\P{White_Space}"
    case "h": set = "0-9a-fA-F"
    case "H": return "[^0-9a-fA-F]"
    case "w": set = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u00B2\\u00B3\\u00B9\\u00BC-\\u00BE"
    case "W": return "[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u00B2\\u00B3\\u00B9\\u00BC-\\u00BE]"
    default: return "\\" + String(letter)
    }
    return inSet ? set : "[\(set)]"
  }
}
