internal import SerfMetrics

extension TokenizationSigns {
  /// What to tell about a file, if anything.
  /// - Parameter expectsPlainText: whether the metric cuts texts itself, so that a tokenised one is cut twice.
  func warnings(about name: String, expectsPlainText: Bool) -> [String] {
    var warnings: [String] = []
    if expectsPlainText, looksTokenized {
      warnings.append(
        "\(name): \(share(tokenizedCount, "look")) tokenised ('word .'), which changes the score; detokenise the text, or "
          + "say --tokenize none if that is meant")
    }
    if hasSubwords {
      let verb = subwordCount == 1 ? "carries" : "carry"
      warnings.append(
        "\(name): \(share(subwordCount, verb)) marks of subwords ('@@ ' or '▁'); join the pieces to words first")
    }
    return warnings
  }

  private func share(_ count: Int, _ verb: String) -> String {
    "\(NumberText.grouped(count)) of \(NumberText.grouped(lineCount)) lines \(verb)"
  }
}
