extension ActivationError {
  static func unknownName(_ name: String, nearest: String?, known: [String]) -> ActivationError {
    let suggestion = nearest.map { "; did you mean '\($0)'?" } ?? "."
    return ActivationError(
      code: .unknownName, name: name,
      message: "There is no activation '\(name)'\(suggestion) Known: \(known.joined(separator: ", ")).")
  }

  static func nameTaken(_ name: String, by owner: String) -> ActivationError {
    ActivationError(
      code: .nameTaken, name: name,
      message: "The name '\(name)' already stands for the activation '\(owner)': register yours under another name.")
  }

  static func invalidName(_ name: String) -> ActivationError {
    ActivationError(
      code: .invalidName, name: name,
      message: "'\(name)' can't name an activation: use lower-case letters a to z, digits and hyphens, a letter first.")
  }
}
