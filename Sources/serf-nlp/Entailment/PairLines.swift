internal import SerfData
internal import SerfModels

/// Lines of premise, hypothesis and what pictures they have, and a classifier's answers to them.
struct PairLines {
  /// The name that messages give to the file.
  let path: String
  /// The folder of the pictures.
  let images: String
  let classifier: EntailmentClassifier
  let workers: Int?

  struct Answered {
    var pairs: [TextPair] = []
    var answers: [Classification] = []
    /// How many texts were cut.
    var cut = 0
    /// What is wrong with the line after the last that is answered; nil where all are.
    var fault: (any Error)?
  }

  /// Answers lines up to the first that can't be: those before it are not to suffer.
  func answers(to lines: [TextLines.Line]) -> Answered {
    var answered = Answered()
    do {
      for line in lines { answered.pairs.append(try pair(on: line)) }
    } catch { answered.fault = error }
    let read = lines.prefix(answered.pairs.count)
    do {
      (answered.answers, answered.cut) = try answers(answered.pairs, on: read)
    } catch {
      // A picture of some line is none, which shows when it is opened.
      let pairs = answered.pairs
      answered = Answered(fault: error)
      for (pair, line) in zip(pairs, read) {
        guard let one = try? answers([pair], on: [line][...]) else { break }
        answered.pairs.append(pair)
        answered.answers += one.answers
        answered.cut += one.cut
      }
    }
    return answered
  }

  private func answers(
    _ pairs: [TextPair], on lines: ArraySlice<TextLines.Line>
  ) throws(ModelError) -> (answers: [Classification], cut: Int) {
    var places: [String: String] = [:]
    for (pair, line) in zip(pairs, lines) {
      for picture in pair.pictures where places[picture] == nil { places[picture] = "\(path), line \(line.number)" }
    }
    return try classifier.model.answers(
      pairs.map { [$0.premise, $0.hypothesis] }, pictures: pairs.map(\.pictures), places: places, workers: workers)
  }

  private func pair(on line: TextLines.Line) throws(CommandError) -> TextPair {
    let fields = line.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    let isWhole = fields.count == (classifier.readsPictures ? 4 : 2)
    guard isWhole || fields.count == 4 && classifier.model.configuration.hidesPictures else {
      let expected =
        classifier.readsPictures
        ? "premise, hypothesis and a picture each, with tabs between," : "a premise, a tab and a hypothesis"
      throw .badLine(path, line: line.number, reason: "\(fields.count) columns found; \(expected) are expected")
    }
    var pictures: [String] = []
    for name in fields[2...] where classifier.readsPictures {
      guard let file = PictureFile.path(of: name, in: images) else {
        throw .badLine(path, line: line.number, reason: "the picture \"\(name)\" is not in \(images)")
      }
      pictures.append(file)
    }
    return TextPair(premise: fields[0], hypothesis: fields[1], pictures: pictures)
  }
}
