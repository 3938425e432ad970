/// What the tests of the bundled corpora look at in a text.
extension String {
  /// The words in lower case; an apostrophe inside a word belongs to it.
  var lowerCaseWords: [Substring] {
    lowercased()
      .split { !($0.isLetter || $0.isNumber || $0 == "'") }
      .map { $0.drop { $0 == "'" } }
      .filter { !$0.isEmpty }
  }

  /// Control and invisible characters, and blanks other than the plain one.
  var strayScalars: [Unicode.Scalar] {
    unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
      case .spaceSeparator: scalar != " "
      default: false
      }
    }
  }
}
