/// Examples of one text each, or of several, as token ids end to end in one array, with the class of each.
/// - Invariant: `starts` has one entry more than there are texts, begins with 0 and strictly rises: no text is empty.
///   Text s of example e is number e · textsPerExample + s.
package struct EncodedTexts: Sendable {
  package private(set) var ids: [Int32] = []
  package private(set) var starts = [0]
  /// The class of each example, 0 ..< number of classes.
  package private(set) var labels: [Int32] = []
  /// 1, or 2 where an example is a pair.
  package let textsPerExample: Int
  /// The token that stands between two texts where a network reads them as one sequence.
  package let separator: Int
  /// What the examples show, of as many as there are; nil where they are texts alone.
  package var pictures: EncodedPictures?

  package init(textsPerExample: Int = 1, separator: Int = 0) {
    (self.textsPerExample, self.separator) = (textsPerExample, separator)
  }

  /// Examples.
  package var count: Int { labels.count }
  package var tokenCount: Int { ids.count }

  package mutating func append(_ tokens: some Sequence<Int>, label: Int) {
    precondition(textsPerExample == 1, "one text for an example of \(textsPerExample)")
    append(text: tokens)
    labels.append(Int32(label))
  }

  package mutating func append(_ texts: some Sequence<[Int]>, label: Int) {
    for text in texts { append(text: text) }
    labels.append(Int32(label))
    precondition(starts.count == labels.count * textsPerExample + 1, "an example of another number of texts")
  }

  private mutating func append(text tokens: some Sequence<Int>) {
    for token in tokens { ids.append(Int32(token)) }
    precondition(ids.count > starts[starts.count - 1], "an empty text")
    starts.append(ids.count)
  }

  /// Where the ids of one text of an example lie.
  package func range(of example: Int, text: Int) -> Range<Int> {
    let number = example * textsPerExample + text
    return starts[number]..<starts[number + 1]
  }

  /// Tokens of an example, in all of its texts, and patches of its pictures: the rows that a network works through.
  package func length(of example: Int) -> Int {
    starts[(example + 1) * textsPerExample] - starts[example * textsPerExample] + (pictures?.patchesPerExample ?? 0)
  }

  /// The same ids, of one example alone.
  package func example(_ example: Int) -> EncodedTexts {
    var alone = EncodedTexts(textsPerExample: textsPerExample, separator: separator)
    let texts = (0..<textsPerExample).map { ids[range(of: example, text: $0)].map(Int.init) }
    alone.append(texts, label: Int(labels[example]))
    alone.pictures = pictures?.example(example)
    return alone
  }
}
